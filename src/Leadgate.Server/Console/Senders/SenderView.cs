using Leadgate.Server.Requests;
using Leadgate.Storage.Search;

namespace Leadgate.Server.Console.Senders;

/// <summary>What the page of a sender shows.</summary>
internal sealed record SenderView(SenderReport Report, IReadOnlyList<OpenErrorGroup> Errors);
