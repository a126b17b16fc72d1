using Leadgate.Domain.Texts;
using Microsoft.AspNetCore.Components;

namespace Leadgate.Server.Console.Shell;

/// <summary>
/// A page of the console or a part of one. The Razor compiler makes components public, so their parameters have public types: a page gets
/// its model as <see cref="Model"/> and casts it once.
/// </summary>
public abstract class ConsoleComponent : ComponentBase
{
    /// <summary>What the page shows, from its endpoint.</summary>
    [Parameter]
    public object? Model { get; set; }

    [CascadingParameter]
    private protected PageContext Page { get; set; } = null!;

    private protected ConsoleFormat Format => Page.Format;

    private protected string Text(BilingualText text) => Page.Text(text);
}
