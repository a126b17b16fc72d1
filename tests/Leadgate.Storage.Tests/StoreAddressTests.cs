using Leadgate.Tests;

namespace Leadgate.Storage.Tests;

/// <summary>The address of a store, as an operator writes it.</summary>
public sealed class StoreAddressTests
{
    [Theory]
    [InlineData("sqlite:data/leadgate.db", "sqlite", "data/leadgate.db")]
    [InlineData("SQLite:/x y/z.db", "sqlite", "/x y/z.db")]
    [InlineData(
        "postgres://reem:secret@db1:5433,db2/leads?target_session_attrs=primary",
        "postgres",
        "//reem:secret@db1:5433,db2/leads?target_session_attrs=primary"
    )]
    [InlineData("postgresql://db/leads", "postgres", "//db/leads")]
    [InlineData("postgres:Host=db;Database=leads", "postgres", "Host=db;Database=leads")]
    [InlineData("host=db1,db2 port=5432 dbname=leads user=reem", "postgres", "host=db1,db2 port=5432 dbname=leads user=reem")]
    [Promise("9.2")]
    public void Address_is_parsed_into_engine_and_rest(string address, string scheme, string rest) =>
        Assert.Equal(new StoreAddress(scheme, rest), StoreAddress.Parse(address));

    [Theory]
    [InlineData("")]
    [InlineData("sqlite:")]
    [InlineData("leadgate.db")]
    [InlineData("sqlite::memory:")]
    [InlineData("sqlite:file:x?mode=memory")]
    [InlineData("postgres://db")]
    [InlineData("postgres:///leads")]
    [InlineData("postgres://db/leads?no_such_thing=1")]
    [InlineData("postgres:no such thing")]
    [InlineData("host=db user=reem")]
    [InlineData("host=a,b,c port=1,2 dbname=leads")]
    [InlineData("mysql://127.0.0.1/leads")]
    [InlineData("postgres://db:x/leads")]
    [InlineData("postgres://db:65536/leads")]
    [Promise("9.2")]
    public void Unusable_address_is_rejected_in_one_line(string address) =>
        Assert.DoesNotContain('\n', Assert.Throws<StoreSetupException>(() => StoreAddress.Parse(address)).Message);

    [Theory]
    [InlineData("postgres://reem:sec/ret@db/leads")]
    [InlineData("postgres://reem:sec/ret@db:5432/leads")]
    [InlineData("postgres://reem:sec?ret@db/leads")]
    [InlineData("postgres://reem:sec%ret@db:port/leads")]
    [InlineData("postgres://reem:sec/ret@db/a@b")]
    [InlineData("postgres:Host=db;Password=sec;ret;Database=leads")]
    [InlineData("host=db dbname=leads password=sec ret")]
    [InlineData("host=db dbname=leads password=sec port=ret")]
    [InlineData("host=db dbname=leads password='sec")]
    [InlineData("pg://reem:sec@db/leads")]
    public void Address_that_cannot_be_read_is_not_quoted(string address)
    {
        var message = Assert.Throws<StoreSetupException>(() => StoreAddress.Parse(address)).ToString();
        Assert.DoesNotContain("sec", message[..message.IndexOf("   at ", StringComparison.Ordinal)], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres://reem@[::1]:5433,[fe80::1]/leads")]
    [InlineData("postgres://reem@::1/leads")]
    [InlineData("host=/run/postgresql dbname=leads")]
    [InlineData("postgres://reem:p%40ss%2Fword@db:5432/leads")]
    public void Sockets_addresses_and_encoded_passwords_are_read(string address) => StoreAddress.Parse(address);

    [Theory]
    [InlineData("postgres://reem:secret@db1:5433,db2:5432/leads?target_session_attrs=primary", "postgres://reem@db1:5433,db2:5432/leads")]
    [InlineData("postgres:Host=db;Database=leads;Username=reem;Password=secret", "postgres://reem@db:5432/leads")]
    [InlineData(
        "host=db1,db2 port=5433,5434 dbname=leads user=reem password='it\\'s secret' sslmode=require",
        "postgres://reem@db1:5433,db2:5434/leads"
    )]
    [InlineData("dbname = leads host = db1,db2 port = 5433", "postgres://db1:5433,db2:5433/leads")]
    [InlineData("sqlite:data/leadgate.db", "sqlite:data/leadgate.db")]
    [Promise("10.5")]
    public void Address_in_a_log_has_no_password(string address, string shown) =>
        Assert.Equal(shown, StoreAddress.Parse(address).ToString());
}
