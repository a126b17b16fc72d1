namespace Leadgate.Domain.Privacy;

/// <summary>Nodes of <see cref="TextReadings"/>, each once, in the order in which they were added; more may be added meanwhile.</summary>
internal sealed class NodeSet(int nodeCount)
{
    private readonly bool[] _has = new bool[nodeCount];
    private readonly List<int> _nodes = [];

    public int Count => _nodes.Count;

    public int this[int index] => _nodes[index];

    public bool Contains(int node) => _has[node];

    public void Add(int node)
    {
        if (_has[node])
            return;
        _has[node] = true;
        _nodes.Add(node);
    }

    public void Clear()
    {
        foreach (var node in _nodes)
            _has[node] = false;
        _nodes.Clear();
    }
}
