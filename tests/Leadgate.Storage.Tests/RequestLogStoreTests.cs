using Leadgate.Storage.Requests;
using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests;

/// <summary>The request log, on every engine.</summary>
public abstract class RequestLogStoreTests
{
    private static readonly DateTime Start = TestData.Now.UtcDateTime.AddHours(-5);

    protected abstract TestDatabase CreateDatabase();

    [Fact]
    public async Task Last_requests_of_a_key_are_read_in_pages_newest_first()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        var full = Request(1, 3) with
        {
            Status = 422,
            Problem = "leads-have-errors",
            BodyBytes = 5_000_000_000,
            DurationMilliseconds = 17,
            Leads = 20,
            LeadsWithErrors = 2,
        };
        await WriteAsync(store, [Request(1, 1), Request(2, 2), full, Request(1, 4)]);

        var page = await ReadAsync(store, 1, null, 2);
        Assert.Equal([Request(1, 4), full], page.Select(request => request with { Id = 0 }));
        var rest = await ReadAsync(store, 1, page[^1].Id, 2);
        Assert.Equal([Request(1, 1)], rest.Select(request => request with { Id = 0 }));
        Assert.Equal([Request(2, 2)], (await ReadAsync(store, 2, null, 10)).Select(request => request with { Id = 0 }));
        Assert.Empty(await ReadAsync(store, 3, null, 10));
    }

    [Fact]
    public async Task Counts_of_an_hour_add_up_over_nodes_and_writes()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        var (first, second) = (Start.Date.AddHours(4), Start.Date.AddHours(5));
        await store.Requests.WriteAsync(
            [],
            [
                new RequestHour(1, second, 1, 1, 0, 5, 2),
                new RequestHour(1, first, 2, 0, 0, 20, 0),
                new RequestHour(0, first, 9, 9, 0, 0, 0),
            ],
            TestContext.Current.CancellationToken
        );
        await store.Requests.WriteAsync([], [new RequestHour(1, second, 10, 0, 3, 50, 1)], TestContext.Current.CancellationToken);

        Assert.Equal(
            [new RequestHour(1, first, 2, 0, 0, 20, 0), new RequestHour(1, second, 11, 1, 3, 55, 3)],
            await store.Requests.ReadHoursAsync(1, first, TestContext.Current.CancellationToken)
        );
        Assert.Equal(
            [second],
            (await store.Requests.ReadHoursAsync(1, second, TestContext.Current.CancellationToken)).Select(hour => hour.Hour)
        );
        Assert.Equal(
            [new RequestHour(0, first, 9, 9, 0, 0, 0), new RequestHour(1, first, 13, 1, 3, 75, 3)],
            await store.Requests.ReadSumsAsync(first, TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task Old_requests_and_those_beyond_the_limit_of_a_key_are_deleted()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        await WriteAsync(store, [.. Enumerable.Range(1, 600).Select(minute => Request(1, minute)), Request(2, 1), Request(2, 600)]);
        await store.Requests.WriteAsync(
            [],
            [new RequestHour(1, Start.AddDays(-1), 1, 0, 0, 0, 0), new RequestHour(1, Start.AddHours(2), 1, 0, 0, 0, 0)],
            TestContext.Current.CancellationToken
        );

        var deleted = await store.Requests.TrimAsync(Start.AddMinutes(5), 10, [1], TestContext.Current.CancellationToken);
        Assert.Equal(590, deleted);
        Assert.Equal(Enumerable.Range(591, 10).Reverse(), (await ReadAsync(store, 1, null, 100)).Select(Minute));
        Assert.Single(await store.Requests.ReadHoursAsync(1, DateTime.UnixEpoch, TestContext.Current.CancellationToken));

        // The key that is not named has few requests, and the one that is too old goes with the next portion by age.
        await store.Requests.TrimAsync(Start.AddMinutes(5), 10, [], TestContext.Current.CancellationToken);
        Assert.Equal([600], (await ReadAsync(store, 2, null, 100)).Select(Minute));
    }

    private static LoggedRequest Request(long key, int minute) =>
        new(key, Start.AddMinutes(minute), "POST", "/api/v1/leads/bulks", 200) { TraceId = $"{minute:x32}" };

    private static int Minute(LoggedRequest request) => (int)(request.At - Start).TotalMinutes;

    private static Task WriteAsync(ILeadStore store, IReadOnlyList<LoggedRequest> requests) =>
        store.Requests.WriteAsync(requests, [], TestContext.Current.CancellationToken);

    private static Task<IReadOnlyList<LoggedRequest>> ReadAsync(ILeadStore store, long key, long? before, int limit) =>
        store.Requests.ReadLastAsync(key, before, limit, TestContext.Current.CancellationToken);
}
