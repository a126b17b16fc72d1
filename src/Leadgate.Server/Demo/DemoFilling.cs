using System.Text;
using Leadgate.Contract.Keys;
using Leadgate.Domain.Access;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Intake;
using Leadgate.Server.Access;
using Leadgate.Server.Hosting;
using Leadgate.Server.Intake;
using Leadgate.Server.Lists;
using Leadgate.Storage;

namespace Leadgate.Server.Demo;

/// <summary>
/// Fills a store with invented leads of the last days, through intake as if they had been sent. Only the clock differs: it shows when each
/// bulk arrives. API keys and the audit entry have the real time, because nothing in the audit trail may be dated back.
/// </summary>
internal sealed class DemoFilling(LeadgateSettings settings, TimeProvider time)
{
    private const int Seed = 15;

    /// <summary>Whether a store has bulks, so that invented leads would be mixed with them.</summary>
    public static async Task<bool> HasLeadsAsync(ILeadStore store, CancellationToken cancellation)
    {
        var lists = new ListCatalogCache(store);
        await lists.LoadAsync(cancellation);
        return (await store.FindLeadsAsync(new LeadQuery { Limit = 1 }, lists.Catalog, cancellation)).Count > 0;
    }

    /// <param name="open">Opens the store with a clock.</param>
    /// <param name="leads">The number of leads.</param>
    public async Task<DemoResult> RunAsync(Func<TimeProvider, ILeadStore> open, int leads, CancellationToken cancellation)
    {
        Dictionary<string, Sender> senders;
        string? key;
        await using (var store = open(time))
            (senders, key) = await PrepareAsync(store, leads, cancellation);

        var end = time.GetUtcNow();
        var random = new Random(Seed);
        var plan = DemoPlan.Create(leads, end, settings.Rules.Zone, random);
        var clock = new DemoClock(plan.Count > 0 ? plan[0].At : end);
        await using var filled = open(clock);
        await using var services = CreateServices(filled, clock);
        var lists = services.GetRequiredService<ListCatalogCache>();
        await lists.LoadAsync(cancellation);
        var invented = new DemoLeads(lists.Catalog, random);
        var intake = services.GetRequiredService<LeadIntake>();
        var format = services.GetServices<ILeadFormat>().First();
        var withErrors = 0;
        foreach (var bulk in plan)
        {
            clock.Now = bulk.At;
            using var body = new MemoryStream(Encoding.UTF8.GetBytes(invented.CreateBody(bulk).ToJsonString()));
            withErrors += await SubmitAsync(
                intake,
                new IntakeRequest(body, format, senders[bulk.Sender.Name]) { BodyLength = body.Length },
                cancellation
            );
        }

        return new DemoResult(plan.Count, leads, withErrors, key);
    }

    /// <returns>How many of the leads have errors.</returns>
    private static async Task<int> SubmitAsync(LeadIntake intake, IntakeRequest request, CancellationToken cancellation)
    {
        using var outcome = await intake.SubmitAsync(request, cancellation);
        return outcome switch
        {
            IntakeOutcome.Stored { Bulk.ErrorRecords: var errors } => errors,
            IntakeOutcome.Refused { Problem: var problem } => throw new StoreSetupException(
                $"A bulk of the demo was refused: {problem.Detail}"
            ),
            _ => throw new InvalidOperationException($"A bulk of the demo ended as {outcome.GetType().Name}."),
        };
    }

    /// <summary>The keys of the senders, of which the first can be used to send more: its text is returned.</summary>
    private async Task<(Dictionary<string, Sender> Senders, string? Key)> PrepareAsync(
        ILeadStore store,
        int leads,
        CancellationToken cancellation
    )
    {
        await using var services = CreateServices(store, time);
        await services.GetRequiredService<ListCatalogCache>().LoadAsync(cancellation);
        await store.Audit.AppendAsync(Actor.CommandLine.Audit(AuditActions.Demo, detail: $"leads={leads}"), cancellation);
        var keys = services.GetRequiredService<KeyAdministration>();
        var existing = await keys.ListAsync(Actor.CommandLine, cancellation);
        var senders = new Dictionary<string, Sender>();
        string? text = null;
        foreach (var sender in DemoSender.All)
        {
            var id = existing.FirstOrDefault(key => key.Name == sender.Name && key.RevokedAt is null)?.Id;
            if (id is null)
            {
                var request = new CreateApiKeyRequest
                {
                    Name = sender.Name,
                    Scopes = [.. ScopeNames.GetNames(Scopes.LeadsWrite | Scopes.LeadsRead)],
                };
                if (await keys.CreateAsync(request, Actor.CommandLine, cancellation) is not CreateKeyOutcome.Created created)
                    throw new InvalidOperationException("The key of a sender of the demo is not valid.");
                id = created.Key.Id;
                text ??= created.Text;
            }

            senders[sender.Name] = new Sender.ApiKey(id.Value, sender.Name);
        }

        return (senders, text);
    }

    /// <summary>What the service has for intake and keys, without its background work.</summary>
    private ServiceProvider CreateServices(ILeadStore store, TimeProvider clock)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(settings);
        services.AddSingleton<CurrentSettings>();
        services.AddSingleton(store);
        services.AddSingleton(clock);
        services.AddLists();
        services.AddApiKeys();
        services.AddIntake();
        return services.BuildServiceProvider();
    }
}
