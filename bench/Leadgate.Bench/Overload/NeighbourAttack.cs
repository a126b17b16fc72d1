namespace Leadgate.Bench.Overload;

/// <summary>What one API key sends in a closed loop while another sends single leads.</summary>
/// <param name="Name">How the report calls it.</param>
/// <param name="Connections">The number of connections; 0 for none, which shows the neighbor alone.</param>
/// <param name="Path">The path with its query.</param>
/// <param name="Headers">Further headers, each with its line break.</param>
/// <param name="Bodies">The bodies that are sent in turn.</param>
internal sealed record NeighbourAttack(string Name, int Connections, string Path, string Headers, byte[][] Bodies);
