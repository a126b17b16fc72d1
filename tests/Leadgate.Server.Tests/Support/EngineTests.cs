using Leadgate.Storage;

namespace Leadgate.Server.Tests.Support;

/// <summary>Tests of behavior that must not depend on the store: a derived class for each engine runs them.</summary>
public abstract class EngineTests(Engine engine)
{
    protected Engine Engine => engine;

    private protected Task<RunningServer> StartAsync(
        IReadOnlyDictionary<string, string>? settings = null,
        TimeProvider? time = null,
        Func<ILeadStore, ILeadStore>? store = null,
        bool isFirstStart = false
    ) => RunningServer.StartAsync(settings, time, store, engine, isFirstStart: isFirstStart);
}
