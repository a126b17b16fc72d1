using System.Diagnostics;
using System.Globalization;
using Leadgate.Bench.Intake;
using Leadgate.Bench.Intake.Postgres;
using Leadgate.Bench.Overload;
using Leadgate.Bench.Reporting;
using Leadgate.Contract;
using Leadgate.Domain.Access;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Search;
using Leadgate.Domain.Wire;
using Leadgate.Storage;
using Leadgate.Storage.Search;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Leadgate.Bench.Reads;

/// <summary>A run of <c>bench reads</c>.</summary>
internal sealed class ReadsRun(ReadsOptions options)
{
    private const int Seed = 4711;
    private const int LeadsToFill = 1000;
    private const int LeadsPerBulk = 20;
    private const int DistinctBulks = 2000;
    private const int ErrorPercent = 12;
    private const int Rounds = 4;
    private const int IntakeConnections = 32;
    private const int FillConnections = 4;
    private const int PacedConnections = 100;

    private const string FindSettings = """
        select string_agg(name || ' = ' || current_setting(name), ', ' order by name) from pg_settings
        where name in ('shared_buffers', 'max_wal_size', 'checkpoint_timeout', 'synchronous_commit', 'full_page_writes', 'fsync')
        """;

    /// <summary>The year 2100: the follower takes it for another node that is at work.</summary>
    private const long PausedUntil = 4_102_444_800_000L << 20;

    /// <summary>
    /// Reads begin so far apart, or when the last one has ended: 25 a second are what a hundred people cause who open a page every ten
    /// seconds.
    /// </summary>
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(40);

    private static readonly TimeSpan CatchUpLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan IntakeSpan = TimeSpan.FromSeconds(10);
    private static readonly ListCatalog Catalog = ListCatalog.Build(BuiltInLists.Read());
    private static readonly SearchContext Context = new(Catalog, TimeZoneInfo.FindSystemTimeZoneById("Asia/Riyadh"));

    private static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var folder = Directory.CreateDirectory(Path.Combine(options.Folder, $"reads-{Guid.NewGuid():N}"));
        try
        {
            var machine = Machine.Inspect(folder.FullName);
            await using var engine = options.Database is { } server ? await PostgresEngine.CreateAsync(server, cancellation) : null;
            var sqlite = "sqlite:" + (options.File ?? Path.Combine(folder.FullName, "reads.db"));
            await using var first = options.SkipsSqlite ? null : await FillAsync("SQLite", sqlite, folder.FullName, cancellation);
            await using var second = engine is null ? null : await FillAsync(engine.Name, engine.Address, folder.FullName, cancellation);
            if (options.StartFile is { } start)
            {
                await LogAsync($"waiting for {start}");
                while (!File.Exists(start))
                    await Task.Delay(100, cancellation);
            }

            var found = new List<ReadsFindings>();
            foreach (var filled in (FilledStore?[])[first, second])
            {
                if (filled is not null)
                    found.Add(await MeasureAsync(filled, cancellation));
            }

            var report = ReadsReport.Write(options, machine, found, TimeProvider.System.GetUtcNow());
            await Console.Out.WriteLineAsync(report);
            if (options.Output is { } output)
                await File.WriteAllTextAsync(output, report, cancellation);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<FilledStore> FillAsync(string name, string database, string folder, CancellationToken cancellation)
    {
        var address = StoreAddress.Parse(database);
        var key = await CreateKeyAsync(address, cancellation);
        var service = await ChildProcess.StartAsync(
            BenchRun.ServiceAssembly,
            folder,
            ["serve", "--urls", "http://127.0.0.1:0", "--database", database, "--stored-mib-per-minute", "1048576"],
            cancellation
        );
        var store = address.Open(TimeProvider.System);
        var head = WireRequest.PostHead(service.Address, Routes.Bulks, key);
        var filled = new FilledStore(name, address, service, store, head);
        return filled with { CaughtUp = await FillAsync(store, service, head, cancellation) };
    }

    private async Task<ReadsFindings> MeasureAsync(FilledStore filled, CancellationToken cancellation)
    {
        var (name, address, service, store, head) = filled;
        var factory = new LeadFactory(Catalog, Seed);
        var bodies = Enumerable.Range(0, DistinctBulks).Select(_ => factory.Bulk(LeadsPerBulk, ErrorPercent)).ToArray();
        WireRequest Request(int number) => new(head, bodies[number % bodies.Length]);

        var leads = await CountLeadsAsync(address, cancellation);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var arriving = new OpenLoop(service.Address, PacedConnections).RunAsync(
            (double)options.PerSecond / LeadsPerBulk,
            options.Span,
            Request,
            cancellation
        );
        var watching = WatchAsync(store, stop.Token);
        var (clock, ofService, ofBench) = (Stopwatch.StartNew(), service.Processor, Environment.CpuUsage.TotalTime);
        var reads = await ReadAsync(store, arriving, cancellation);
        var arrived = await arriving;
        ofService = (service.Processor - ofService) / clock.Elapsed.TotalSeconds;
        ofBench = (Environment.CpuUsage.TotalTime - ofBench) / clock.Elapsed.TotalSeconds;
        await stop.CancelAsync();
        var behind = await watching;
        await LogAsync($"{name}: {arrived.Accepted.Length * LeadsPerBulk / arrived.Seconds:N0} leads/s arrived");

        var (with, without) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            // In alternating order, so that what grows or slows down with time affects both alike.
            foreach (var isPaused in (bool[])[round % 2 == 0, round % 2 != 0])
            {
                await WaitForFollowerAsync(store, cancellation);
                if (isPaused)
                    await SetFollowerAsync(address, PausedUntil, cancellation);
                using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                end.CancelAfter(IntakeSpan);
                var result = await new ClosedLoop(service.Address, IntakeConnections).RunAsync(Request, end.Token);
                (isPaused ? without : with).Add(result.Accepted.Length * LeadsPerBulk / result.Seconds);
                if (isPaused)
                    await SetFollowerAsync(address, 0, cancellation);
                await LogAsync($"{name}: {(isPaused ? without : with)[^1]:N0} leads/s {(isPaused ? "without" : "with")} the follower");
            }
        }

        return new ReadsFindings(
            name,
            leads,
            arrived.Accepted.Length * LeadsPerBulk / arrived.Seconds,
            reads,
            behind,
            with,
            without,
            filled.CaughtUp,
            ofService.TotalSeconds,
            ofBench.TotalSeconds,
            await ReadSettingsAsync(address, cancellation)
        );
    }

    /// <returns>The leads per second at which the follower got through.</returns>
    private async Task<double> FillAsync(ILeadStore store, ChildProcess service, byte[] head, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var missing = options.Leads - (int)await CountStoredAsync(store, cancellation);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var requests = (missing + LeadsToFill - 1) / LeadsToFill;
        if (requests > 0)
        {
            await new ClosedLoop(service.Address, FillConnections).RunAsync(
                number =>
                {
                    if (number >= requests - FillConnections)
                        enough.Cancel();
                    return new WireRequest(head, new LeadFactory(Catalog, Seed + 1 + number).Bulk(LeadsToFill, ErrorPercent));
                },
                enough.Token
            );
        }

        await LogAsync($"filled in {clock.Elapsed.TotalSeconds:0} s");
        await WaitForFollowerAsync(store, cancellation);
        await LogAsync($"followed after {clock.Elapsed.TotalSeconds:0} s");
        return Math.Max(0, missing) / clock.Elapsed.TotalSeconds;
    }

    private static async Task<long> CountStoredAsync(ILeadStore store, CancellationToken cancellation)
    {
        var hours = await store.IntakeHours.ReadAsync(DateTime.UnixEpoch, Now.AddDays(1), null, cancellation);
        return hours.Sum(hour => hour.Leads);
    }

    private static async Task<IReadOnlyList<ReadTimes>> ReadAsync(ILeadStore store, Task arriving, CancellationToken cancellation)
    {
        var newest = (await store.LeadIndex.FindAsync(new LeadFilter(), LeadOrder.NewestFirst, null, 1, Context, cancellation)).Leads[0].Id;
        var sample = new List<StoredLead>();
        for (var i = 1; i <= 20; i++)
        {
            var page = await store.LeadIndex.FindAsync(
                new LeadFilter { State = LeadState.Valid },
                LeadOrder.NewestFirst,
                newest * i / 21,
                20,
                Context,
                cancellation
            );
            sample.AddRange(page.Leads);
        }

        await using var recent = new RecentOpenErrors(store.OpenErrors, TimeProvider.System);
        var cases = new ReadCases(store, recent, Context, sample, cancellation).All;
        var times = cases.Select(_ => new List<double>()).ToList();

        // In turn, so that a moment in which the machine is busy hits them all alike.
        do
        {
            for (var i = 0; i < cases.Count; i++)
            {
                var began = Stopwatch.GetTimestamp();
                await cases[i].Run();
                times[i].Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                if (Between - Stopwatch.GetElapsedTime(began) is { Ticks: > 0 } rest)
                    await Task.Delay(rest, cancellation);
            }
        } while (!arriving.IsCompleted);
        return [.. cases.Select((one, i) => new ReadTimes(one.Name, [.. times[i].Skip(1).DefaultIfEmpty(times[i][0]).Order()]))];
    }

    /// <summary>How far the follower is behind, ten times a second.</summary>
    private static async Task<double[]> WatchAsync(ILeadStore store, CancellationToken stop)
    {
        var behind = new List<double>();
        try
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
            while (await timer.WaitForNextTickAsync(stop))
            {
                var state = await store.Follower.ReadStateAsync(stop);
                behind.Add(state.OldestPending is { } oldest ? Math.Max(0, (Now - oldest).TotalSeconds) : 0);
            }
        }
        catch (OperationCanceledException)
        {
            // The reads are done.
        }

        return [.. behind.DefaultIfEmpty().Order()];
    }

    private static async Task WaitForFollowerAsync(ILeadStore store, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        while (await store.Follower.ReadStateAsync(cancellation) is { PendingBulks: > 0 } && clock.Elapsed < CatchUpLimit)
            await Task.Delay(100, cancellation);
    }

    private static Task LogAsync(FormattableString text) => Console.Error.WriteLineAsync(FormattableString.Invariant(text));

    private static async Task<long> CountLeadsAsync(StoreAddress address, CancellationToken cancellation) =>
        Convert.ToInt64(
            await ScalarAsync(address, "select (select count(*) from lead) + (select count(*) from lead_with_errors)", cancellation),
            CultureInfo.InvariantCulture
        );

    private static Task<object?> SetFollowerAsync(StoreAddress address, long value, CancellationToken cancellation) =>
        ScalarAsync(
            address,
            string.Create(CultureInfo.InvariantCulture, $"update counter set value = {value} where name = 'follower'"),
            cancellation
        );

    private static async Task<object?> ScalarAsync(StoreAddress address, string sql, CancellationToken cancellation)
    {
        await using System.Data.Common.DbConnection connection =
            address.Scheme == StoreAddress.Sqlite
                ? new SqliteConnection($"Data Source={address.Rest}")
                : new NpgsqlConnection(address.Rest);
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        return await command.ExecuteScalarAsync(cancellation);
    }

    /// <summary>The settings of a PostgreSQL server on which the figures depend most.</summary>
    private static async Task<string?> ReadSettingsAsync(StoreAddress address, CancellationToken cancellation) =>
        address.Scheme == StoreAddress.Sqlite ? null : (string?)await ScalarAsync(address, FindSettings, cancellation);

    private static async Task<string> CreateKeyAsync(StoreAddress address, CancellationToken cancellation)
    {
        await using var store = address.Open(TimeProvider.System);
        var text = ApiKeyToken.Generate("TEST");
        await store.Keys.AddAsync(
            new ApiKey
            {
                Name = "load",
                Scopes = Scopes.LeadsWrite | Scopes.LeadsRead,
                Hint = ApiKeyToken.GetHint(text),
                Hash = ApiKeyToken.Hash(text),
                CreatedAt = WireTime.TruncateToMilliseconds(TimeProvider.System.GetUtcNow().UtcDateTime),
                RequestsPerMinute = ApiKey.MaxPerMinute,
                LeadsPerMinute = ApiKey.MaxPerMinute,
            },
            AuditEvent.FromCommand(AuditActions.KeyCreate),
            cancellation
        );
        return text;
    }
}
