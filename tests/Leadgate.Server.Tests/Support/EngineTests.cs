using Leadgate.Storage;

namespace Leadgate.Server.Tests.Support;

/// <summary>Tests that the service must pass whatever it keeps its leads with: they run once on each engine.</summary>
/// <param name="engine">The engine.</param>
public abstract class EngineTests(Engine engine)
{
    /// <summary>The engine of this run.</summary>
    protected Engine Engine => engine;

    /// <summary>Starts a server on this run's engine.</summary>
    private protected Task<RunningServer> StartAsync(
        IReadOnlyDictionary<string, string>? settings = null,
        TimeProvider? time = null,
        Func<ILeadStore, ILeadStore>? store = null,
        bool isFirstStart = false
    ) => RunningServer.StartAsync(settings, time, store, engine, isFirstStart: isFirstStart);
}
