namespace Leadgate.Domain.Leads;

/// <summary>A field under one of its two names.</summary>
internal readonly record struct FieldName(LeadField Field, bool IsOtherName)
{
    public ReadOnlySpan<byte> Utf8 => IsOtherName ? Field.OtherNameUtf8 : Field.NameUtf8;
}
