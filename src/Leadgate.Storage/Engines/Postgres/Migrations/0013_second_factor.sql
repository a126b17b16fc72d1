-- Raised with each new password and when an account is disabled: sessions and known devices of before no longer count.
alter table staff_account add column credential_epoch integer not null default 0;
alter table staff_session add column credential_epoch integer not null default 0;

-- The second factor of an account: its secret, encrypted with the keys that protect cookies, and the time step of the last code used.
alter table staff_account add column totp_secret text;
alter table staff_account add column totp_enabled_at timestamptz;
alter table staff_account add column totp_step bigint not null default 0;

-- Codes that replace a lost second factor, as hashes. One that was used is deleted.
create table staff_recovery_code (
    account text not null references staff_account (name),
    code_hash bytea not null,
    primary key (account, code_hash)
);
