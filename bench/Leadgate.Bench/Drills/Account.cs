using System.Globalization;

namespace Leadgate.Bench.Drills;

/// <summary>Holds what was acknowledged against what is stored.</summary>
internal static class Account
{
    /// <summary>Prints the figures.</summary>
    /// <param name="cluster">Whose database is looked into.</param>
    /// <param name="senders">What was acknowledged.</param>
    /// <returns>Whether everything acknowledged is stored, and nothing twice.</returns>
    public static async Task<bool> RenderAsync(Cluster cluster, Senders senders)
    {
        var acknowledged = senders.Acknowledged;
        var (bulks, keys) = (
            await cluster.NumberAsync("select count(*) from bulk"),
            await cluster.NumberAsync("select count(*) from idempotency_key")
        );
        var (leads, withErrors) = (
            await cluster.NumberAsync("select count(*) from lead"),
            await cluster.NumberAsync("select count(*) from lead_with_errors")
        );
        var twice = await cluster.NumberAsync(
            "select count(*) from (select lead_reference from lead group by lead_reference having count(*) > 1) as twice"
        );
        var found = await cluster.NumberAsync(
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

                acknowledged           {acknowledged.Count:N0} bulks, {retried:N0} of them after being sent again
                refused with 503       {senders.Refusals.Count:N0} times, the slowest after {senders.Refusals.DefaultIfEmpty().Max()
                    * 1000:0} ms
                no answer              {senders.Broken:N0} times
                longest silence        {Silence(acknowledged.Values):0.00} s between two acknowledgements
                stored                 {bulks:N0} bulks, {keys:N0} keys, {leads:N0} leads and {withErrors:N0} with errors
                acknowledged, stored   {found:N0} under their key and id, whole
                stored twice           {twice:N0}

                """
            )
        );
        return acknowledged.Count > 0
            && twice == 0
            && new[] { bulks, keys, leads, withErrors, found }.All(number => number == acknowledged.Count);
    }

    private static double Silence(IEnumerable<Senders.Acknowledgement> acknowledged)
    {
        var moments = acknowledged.Select(one => one.Seconds).Order().ToList();
        return moments.Zip(moments.Skip(1), (one, next) => next - one).DefaultIfEmpty().Max();
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
