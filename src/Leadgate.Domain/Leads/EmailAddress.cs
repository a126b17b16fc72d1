namespace Leadgate.Domain.Leads;

/// <summary>Validates email addresses as they are used in practice; RFC 5321 allows more.</summary>
internal static class EmailAddress
{
    private const int MaxLocalPart = 64;
    private const int MaxLabel = 63;

    /// <summary>
    /// <c>local@domain.tld</c>: one <c>@</c>, a local part of up to 64 characters without spaces, quotes, brackets,
    /// a dot at either end or two in a row, and a domain of at least two labels. Letters of all scripts are allowed (RFC 6531).
    /// </summary>
    public static bool IsValid(ReadOnlySpan<char> text)
    {
        var at = text.IndexOf('@');
        return at is > 0 and <= MaxLocalPart && IsLocalPart(text[..at]) && IsDomain(text[(at + 1)..]);
    }

    private static bool IsLocalPart(ReadOnlySpan<char> local)
    {
        if (local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal))
            return false;
        foreach (var c in local)
        {
            if (!char.IsLetterOrDigit(c) && !char.IsSurrogate(c) && !".!#$%&'*+/=?^_`{|}~-".Contains(c, StringComparison.Ordinal))
                return false;
        }

        return true;
    }

    private static bool IsDomain(ReadOnlySpan<char> domain)
    {
        var labels = 0;
        foreach (var range in domain.Split('.'))
        {
            if (!IsLabel(domain[range]))
                return false;
            labels++;
        }

        return labels >= 2;
    }

    private static bool IsLabel(ReadOnlySpan<char> label)
    {
        if (label.IsEmpty || label.Length > MaxLabel || label[0] == '-' || label[^1] == '-')
            return false;
        foreach (var c in label)
        {
            if (
                !char.IsLetterOrDigit(c)
                && c != '-'
                && !char.IsSurrogate(c)
                && char.GetUnicodeCategory(c)
                    is not (
                        System.Globalization.UnicodeCategory.NonSpacingMark
                        or System.Globalization.UnicodeCategory.SpacingCombiningMark
                    )
            )
            {
                return false;
            }
        }

        return true;
    }
}
