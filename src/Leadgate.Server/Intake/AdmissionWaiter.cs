namespace Leadgate.Server.Intake;

/// <summary>A bulk that waits for permits, for a place, or for its turn. It gets true, or false if it waited too long.</summary>
/// <param name="permits">The number of permits.</param>
/// <param name="cost">The estimated processor time in microseconds, which is charged when it is admitted.</param>
/// <param name="order">Where it stands among the bulks of its sender: smaller is earlier.</param>
/// <param name="since">When it began to wait.</param>
internal sealed class AdmissionWaiter(SenderShare sender, int permits, double cost, long order, long since, TimeSpan timeout)
    : TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public SenderShare Sender => sender;

    public int Permits => permits;

    public double Cost => cost;

    public long Order => order;

    public CancellationTokenRegistration Cancellation { get; set; }

    public bool HasTimedOut(TimeProvider time, long now) => time.GetElapsedTime(since, now) >= timeout;
}
