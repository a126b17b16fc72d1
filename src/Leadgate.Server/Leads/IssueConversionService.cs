using Leadgate.Domain.Leads;
using Leadgate.Server.Hosting;
using Leadgate.Server.Lists;
using Leadgate.Storage;

namespace Leadgate.Server.Leads;

/// <summary>
/// Converts the errors of leads that were stored by a program before schema 11, while the service runs: it takes as long a pause after each
/// transaction as that took, and continues where it was after a restart. Several nodes may do so at the same time.
/// </summary>
internal sealed class IssueConversionService(
    ILeadStore store,
    ListCatalogCache lists,
    LeadgateSettings settings,
    TimeProvider time,
    ILogger<IssueConversionService> log
) : BackgroundService
{
    private static readonly TimeSpan MinPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan OutagePause = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunAsync(stoppingToken);
                return;
            }
            catch (StoreUnavailableException)
            {
                await Task.Delay(OutagePause, time, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // Errors can be read in both forms, and no failure here may stop the service, which must keep storing leads.
                Log.IssueConversionFailed(log, e.Message);
                return;
            }
        }
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        if (!await store.IssueConversion.IsNeededAsync(cancellation))
            return;
        Log.IssueConversionStarted(log);
        var (converted, began) = (0L, time.GetTimestamp());
        while (await store.IssueConversion.ConvertNextAsync(Check, PauseAsync, cancellation)) { }

        Log.IssuesConverted(log, converted);

        async Task PauseAsync(int count)
        {
            converted += count;
            var took = time.GetElapsedTime(began);
            await Task.Delay(took > MinPause ? took : MinPause, time, cancellation);
            began = time.GetTimestamp();
        }
    }

    private Lead Check(ReadOnlyMemory<byte> sent, DateTime createdAt) =>
        new LeadValidator(lists.Catalog, settings.Rules, createdAt).Validate(0, sent.Span);
}
