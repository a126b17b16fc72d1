using System.Buffers;
using System.Text;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Server.Intake;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Intake;

/// <summary>Bodies are personal data: nothing of them is left in the buffers that others get next.</summary>
public sealed class BulkBodyBufferTests
{
    private static readonly ListCatalog Catalog = ListCatalog.Build(BuiltInLists.Read());

    [Theory]
    [InlineData(1, true)]
    [InlineData(200_000, true)]
    [InlineData(200_000, false)]
    [Promise("10.6")]
    public async Task Buffers_are_empty_when_they_are_returned(int length, bool isComplete)
    {
        var settings = RunningServer.Settings("sqlite:x");
        using var admission = new AdmissionControl(settings, TimeProvider.System);
        using var lease = admission.CreateLease();
        var reader = new JsonLeadFormat().CreateReader(
            new LeadValidator(Catalog, settings.Rules, TimeProvider.System.GetUtcNow()),
            settings.Limits
        );
        var pool = new CheckingPool();
        var body = Encoding.UTF8.GetBytes($"{{\"leads\": [{{\"leadNote\": \"{new string('x', length)}\"}}]{(isComplete ? "}" : "")}");
        var refusal = await BulkBodyReader.ReadAsync(
            new MemoryStream(body),
            reader,
            null,
            settings.Limits.MaxBytes,
            lease,
            pool,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(isComplete, refusal is null);
        Assert.Equal(0, pool.Rented);
        Assert.Equal(length > 1, pool.Returned > 1);
    }

    /// <summary>Fails when a buffer is returned with something in it.</summary>
    private sealed class CheckingPool : ArrayPool<byte>
    {
        public int Rented { get; private set; }

        public int Returned { get; private set; }

        public override byte[] Rent(int minimumLength)
        {
            Rented++;
            return new byte[minimumLength];
        }

        public override void Return(byte[] array, bool clearArray = false)
        {
            (Rented, Returned) = (Rented - 1, Returned + 1);
            if (clearArray)
                Array.Clear(array);
            Assert.Equal(-1, array.AsSpan().IndexOfAnyExcept((byte)0));
        }
    }
}
