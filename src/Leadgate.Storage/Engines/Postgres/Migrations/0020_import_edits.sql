-- Cells that a person has corrected before an import stores its rows (docs/decisions/0037); deleted with its file. row_index is from 0.
create table import_edit (
    import_id bigint not null,
    row_index bigint not null,
    path text not null,
    value text not null,
    edited_at timestamptz not null,
    primary key (import_id, row_index, path)
);
