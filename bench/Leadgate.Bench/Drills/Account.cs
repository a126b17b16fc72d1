using System.Globalization;

namespace Leadgate.Bench.Drills;

/// <summary>Compares acknowledged bulks with the database.</summary>
internal static class Account
{
    /// <summary>Prints the figures.</summary>
    /// <returns>Whether every acknowledged bulk is stored exactly once.</returns>
    public static async Task<bool> PrintAsync(Cluster cluster, Senders senders)
    {
        var acknowledged = senders.Acknowledged;
        var (bulks, keys) = (
            await cluster.QueryNumberAsync("select count(*) from bulk"),
            await cluster.QueryNumberAsync("select count(*) from idempotency_key")
        );
        var (leads, withErrors) = (
            await cluster.QueryNumberAsync("select count(*) from lead"),
            await cluster.QueryNumberAsync("select count(*) from lead_with_errors")
        );
        var twice = await cluster.QueryNumberAsync(
            "select count(*) from (select lead_reference from lead group by lead_reference having count(*) > 1) as twice"
        );
        var found = await cluster.QueryNumberAsync(
            $"""
            select count(*) from unnest(string_to_array('{string.Join(
                ',',
                acknowledged.Select(one => Invariant($"{one.Key}:{one.Value.Id}"))
            )}', ',')) as sent
            join idempotency_key k on k.key || ':' || k.bulk_id = sent
            join lead l on l.bulk_id = k.bulk_id and l.lead_reference = k.key
            join lead_with_errors e on e.bulk_id = k.bulk_id and e.sent ->> 'leadReference' = k.key
            """
        );
        var retried = acknowledged.Values.Count(one => one.Tries > 1);
        await Console.Out.WriteLineAsync(
            Invariant(
                $"""

                acknowledged           {acknowledged.Count:N0} bulks, {retried:N0} of them after a retry
                rejected with 503      {senders.Rejections.Count:N0} times, the slowest after {senders.Rejections.DefaultIfEmpty().Max()
                    * 1000:0} ms
                no response            {senders.Unanswered:N0} times
                longest gap            {FindLongestGap(acknowledged.Values):0.00} s between two acknowledgements
                stored                 {bulks:N0} bulks, {keys:N0} keys, {leads:N0} leads and {withErrors:N0} with errors
                acknowledged, stored   {found:N0} with their key and id, complete
                stored twice           {twice:N0}

                """
            )
        );
        return acknowledged.Count > 0
            && twice == 0
            && new[] { bulks, keys, leads, withErrors, found }.All(number => number == acknowledged.Count);
    }

    private static double FindLongestGap(IEnumerable<Senders.Acknowledgement> acknowledged)
    {
        var times = acknowledged.Select(one => one.Seconds).Order().ToList();
        return times.Zip(times.Skip(1), (one, next) => next - one).DefaultIfEmpty().Max();
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
