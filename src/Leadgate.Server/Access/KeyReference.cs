using System.Globalization;
using Leadgate.Domain.Access;

namespace Leadgate.Server.Access;

/// <summary>The key that an operator means by an id or a name.</summary>
internal abstract record KeyReference
{
    private KeyReference() { }

    public sealed record Found(long Id) : KeyReference;

    public sealed record NotFound : KeyReference;

    /// <summary>Several keys have the name, and the operator must say which one is meant.</summary>
    public sealed record Ambiguous(string Name, IReadOnlyList<long> Ids) : KeyReference
    {
        public string Numbers => string.Join(", ", Ids.Select(id => id.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>
    /// A number is an id, unless only a name is like it. Of several keys with a name, one that is valid is meant: neither revoked nor
    /// expired. The slash of a name may be encoded, as the server leaves it in a path.
    /// </summary>
    public static KeyReference Resolve(IReadOnlyList<ApiKey> keys, string idOrName, DateTimeOffset now)
    {
        if (long.TryParse(idOrName, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && keys.Any(key => key.Id == id))
            return new Found(id);
        return ResolveName(keys, idOrName, now) is var reference and not NotFound
            ? reference
            : ResolveName(keys, idOrName.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase), now);
    }

    private static KeyReference ResolveName(IReadOnlyList<ApiKey> keys, string name, DateTimeOffset now)
    {
        var named = keys.Where(key => key.Name == name).ToList();
        var valid = named.Where(key => key.RevokedAt is null && !(key.ExpiresAt <= now.UtcDateTime)).ToList();
        return (valid.Count == 0 ? named : valid) switch
        {
            [var key] => new Found(key.Id),
            [_, _, ..] several => new Ambiguous(name, several.ConvertAll(key => key.Id)),
            _ => new NotFound(),
        };
    }
}
