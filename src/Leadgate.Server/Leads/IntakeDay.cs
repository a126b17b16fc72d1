using Leadgate.Storage.Search;

namespace Leadgate.Server.Leads;

/// <summary>What arrived on a day, and what waits for correction now.</summary>
/// <param name="Day">The day in the company's time zone.</param>
/// <param name="Hours">What each sender sent in each hour; hours without anything are missing.</param>
/// <param name="Waiting">How many leads wait, counted up to <see cref="IntakeOverview.MaxCount"/>.</param>
/// <param name="WaitingBySender">How many leads of each sender wait, those of the most first.</param>
/// <param name="Errors">The errors that most leads have in common.</param>
/// <param name="Oldest">The leads that have waited longest.</param>
/// <param name="Follower">How far all these numbers are behind what is stored.</param>
internal sealed record IntakeDay(
    DateOnly Day,
    IReadOnlyList<IntakeHour> Hours,
    int Waiting,
    IReadOnlyList<SenderErrors> WaitingBySender,
    IReadOnlyList<OpenErrorGroup> Errors,
    IReadOnlyList<WaitingLead> Oldest,
    FollowerState Follower
);
