using System.Text.Json;
using Leadgate.Domain.Audit;

namespace Leadgate.Domain.Tests.Audit;

public sealed class SignedCheckpointTests
{
    private static readonly AuditCheckpoint Checkpoint = new(
        0x0123456789abcdef,
        "00112233445566aa",
        CheckpointReasons.Interval,
        new DateTime(2026, 3, 9, 9, 0, 0, 5, DateTimeKind.Utc),
        4,
        120,
        Enumerable.Range(0, 32).Select(i => (byte)i).ToArray()
    );

    [Fact]
    public void The_text_is_the_documented_one() =>
        Assert.Equal(
            "leadgate-audit-checkpoint v1 store=0123456789abcdef key=00112233445566aa reason=interval time=2026-03-09T09:00:00.005Z "
                + "first=4 last=120 count=117 hash=000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
            Checkpoint.ToText()
        );

    [Theory]
    [InlineData("file")]
    [InlineData("log")]
    [InlineData("log in JSON")]
    [InlineData("file in JSON")]
    public void It_is_found_in_every_form_of_log(string form)
    {
        var signed = new SignedCheckpoint(Checkpoint, "MEU+/abc=");
        var line = form switch
        {
            "file" => signed.ToJsonLine(),
            "log" => $"2026-03-09T09:00:00.005Z info: Leadgate[800] Audit checkpoint: {Checkpoint.ToText()} signature={signed.Signature}",
            "log in JSON" => JsonSerializer.Serialize(
                new { Message = $"Audit checkpoint: {Checkpoint.ToText()} signature={signed.Signature}" }
            ),
            _ => JsonSerializer.Serialize(new { log = signed.ToJsonLine() }).Replace("\\u0022", "\\\"", StringComparison.Ordinal),
        };
        Assert.True(SignedCheckpoint.IsIn(line));
        Assert.Equal(signed.ToJsonLine(), SignedCheckpoint.Find(line)?.ToJsonLine());
    }

    [Theory]
    [InlineData("last=120", "last=121")]
    [InlineData("time=2026-03-09T", "time=2026-13-09T")]
    [InlineData("hash=00", "hash=0")]
    [InlineData("signature", "signed")]
    public void A_damaged_one_is_not_read(string text, string damaged)
    {
        var line = new SignedCheckpoint(Checkpoint, "MEU=").ToJsonLine().Replace(text, damaged, StringComparison.Ordinal);
        Assert.True(SignedCheckpoint.IsIn(line));
        Assert.Null(SignedCheckpoint.Find(line));
    }

    [Fact]
    public void Keys_are_read_as_they_were_written_and_have_the_id_of_their_public_key()
    {
        using var key = AuditSigningKey.Create();
        using var read = AuditSigningKey.FromPem(key.ToPem());
        var publicKey = AuditPublicKey.FromPem(key.PublicKey.ToPem())!;
        Assert.Equal(key.PublicKey.Id, publicKey.Id);
        Assert.Equal(key.PublicKey.Id, AuditPublicKey.FromPem(key.ToPem())!.Id);
        Assert.True(publicKey.Verify("text", read!.Sign("text")));
        Assert.False(publicKey.Verify("texts", read.Sign("text")));
        Assert.False(publicKey.Verify("text", "no base 64"));
        Assert.Null(AuditSigningKey.FromPem(key.PublicKey.ToPem()));
        Assert.Null(AuditSigningKey.FromPem("something"));
        Assert.Null(AuditPublicKey.FromPem("something"));
    }
}
