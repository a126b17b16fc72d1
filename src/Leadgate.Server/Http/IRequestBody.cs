namespace Leadgate.Server.Http;

/// <summary>A body that was read, or the problem with it.</summary>
internal interface IRequestBody
{
    /// <summary>Why the body could not be read, or null.</summary>
    Problem? Problem { get; }
}
