using Leadgate.Server.Hosting;
using Leadgate.Server.Http;
using Leadgate.Server.Intake;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Intake;

/// <summary>Steps of the tests of admission.</summary>
internal static class AdmissionSteps
{
    /// <summary>Acquires permits for a bulk whose cost is the same however many it needs.</summary>
    public static ValueTask<bool> Acquire(
        AdmissionControl admission,
        int permits,
        CancellationToken cancellation,
        string sender = "a",
        double cost = 100
    ) => admission.AcquireAsync(admission.GetSender(sender), permits, cost, cancellation);

    public static void Release(AdmissionControl admission, int permits, string sender = "a", double cost = 100) =>
        admission.Release(admission.GetSender(sender), permits, cost);

    public static Problem? Check(AdmissionControl admission, string sender = "a") =>
        admission.CheckAdmission(admission.GetSender(sender), isSmall: true);

    public static void AssertEmpty(AdmissionControl admission) =>
        Assert.Equal((0, 0, 0, 0L), (admission.InProgress, admission.PermitsInUse, admission.Waiting, admission.ReservedBytes));

    public static Task<Problem?> AcquireLargeAsync(AdmissionLease lease) =>
        lease.AcquirePermitsAsync(AdmissionLease.SmallBody, isWhole: false, TestContext.Current.CancellationToken).AsTask();

    public static AdmissionControl Create(int permits, int mebibytes, int processors, TimeProvider time) =>
        new(
            RunningServer.Settings(
                "sqlite:x",
                new Dictionary<string, string>
                {
                    [Setting.IntakePermits.Variable] = $"{permits}",
                    [Setting.MaxIntakeMib.Variable] = $"{mebibytes}",
                }
            ),
            time,
            processors
        );
}
