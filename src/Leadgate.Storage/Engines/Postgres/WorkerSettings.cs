namespace Leadgate.Storage.Engines.Postgres;

/// <summary>What a worker of Citus is set to.</summary>
/// <param name="Name">Its host and port.</param>
/// <param name="Values">
/// The values of <c>synchronous_commit</c> and of <see cref="ServerSettings.Required"/>; null when it did not answer.
/// </param>
internal sealed record WorkerSettings(string Name, IReadOnlyList<string>? Values)
{
    /// <summary>What can be lost, and what to do; null when nothing can, or when it did not answer.</summary>
    public string? Risk
    {
        get
        {
            if (Values is null)
                return null;
            List<string> less = ServerSettings.Waits(Values[0]) ? [] : [$"synchronous_commit = {Values[0]}"];
            less.AddRange(ServerSettings.Required.Where((_, i) => Values[i + 1] != "on").Select(setting => setting + " = off"));
            return ServerSettings.DescribeRisk($"The worker {Name}", less, "its postgresql.conf");
        }
    }
}
