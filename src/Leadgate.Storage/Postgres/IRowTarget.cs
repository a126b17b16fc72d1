using NpgsqlTypes;

namespace Leadgate.Storage.Postgres;

/// <summary>Takes the values of rows, one after the other. A member for each kind of value, so that none of them is boxed on its way.</summary>
internal interface IRowTarget
{
    /// <summary>Begins a row.</summary>
    void StartRow();

    void Number(long? value);

    void Number(int? value);

    void Number(short value);

    void Truth(bool value);

    void Day(DateOnly? value);

    void Moment(DateTime? value);

    /// <summary>A text, or JSON.</summary>
    void Text(string? value, NpgsqlDbType type = NpgsqlDbType.Text);
}
