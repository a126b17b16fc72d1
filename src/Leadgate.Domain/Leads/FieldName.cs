namespace Leadgate.Domain.Leads;

/// <summary>One of the two names of a field.</summary>
internal readonly record struct FieldName(LeadField Field, bool IsOtherName)
{
    public ReadOnlySpan<byte> Utf8 => IsOtherName ? Field.OtherNameUtf8 : Field.NameUtf8;
}
