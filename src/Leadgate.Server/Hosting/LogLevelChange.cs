using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Leadgate.Server.Hosting;

/// <summary>Makes loggers ask for their levels again when settings have changed.</summary>
internal sealed class LogLevelChange(CurrentSettings current) : IOptionsChangeTokenSource<LoggerFilterOptions>
{
    public string Name => Options.DefaultName;

    public IChangeToken GetChangeToken() => current.GetChangeToken();
}
