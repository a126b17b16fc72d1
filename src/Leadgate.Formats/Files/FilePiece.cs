using Leadgate.Domain.Leads;

namespace Leadgate.Formats.Files;

/// <summary>A lead of a file whose leads need nothing that comes before them. <see cref="FileLead"/> explains the members.</summary>
internal readonly record struct FilePiece(long Line, ReadOnlyMemory<byte> Json, int Size, IssueWording? Unreadable);
