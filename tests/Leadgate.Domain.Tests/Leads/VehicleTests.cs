using Leadgate.Domain.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Domain.Tests.Leads;

[Promise("5")]
public sealed class VehicleTests
{
    [Fact]
    public void A_lead_can_have_no_vehicle()
    {
        Assert.Empty(TestData.Check(TestData.Person).Vehicles);
        Assert.Empty(TestData.Check(TestData.Person.WithVehicles()).Vehicles);
        Assert.Empty(TestData.Errors(TestData.Person.WithVehicles()));
    }

    [Fact]
    public void The_fields_of_a_vehicle_are_read()
    {
        var lead = TestData.Check(
            TestData.Person.WithVehicles(
                TestData.Vehicle(
                    ("modelFamily", "جراند أفينيو"),
                    ("modelYear", 2025),
                    ("modelMemo", " White "),
                    ("modelPreferences", "Automatic"),
                    ("totalQty", 3)
                ),
                new LeadText()
            )
        );
        Assert.Empty(TestData.Errors(lead));
        var vehicle = lead.Vehicles[0];
        Assert.Equal("Grand Avenue", vehicle.Value("modelFamily").Item?.Label);
        Assert.Equal(2025, vehicle.Value("modelYear").Item?.Value);
        Assert.Equal("White", vehicle.Value("modelMemo").Text);
        Assert.Equal("Automatic", vehicle.Value("modelPreferences").Text);
        Assert.Equal(3, vehicle.Value("totalQty").Number);
        Assert.All(lead.Vehicles[1].Fields.ToArray(), value => Assert.True(value.IsAbsent));
    }

    [Theory]
    [InlineData("2025")]
    [InlineData("\"2025\"")]
    [InlineData("\" ٢٠٢٥ \"")]
    [InlineData("2025.0")]
    [Promise("4.1")]
    public void A_model_year_is_sent_as_the_year(string json) =>
        Assert.Equal(
            2025,
            Assert
                .Single(TestData.Check(TestData.Person.WithVehicles(new LeadText().WithJson("modelYear", json))).Vehicles)
                .Value("modelYear")
                .Item?.Value
        );

    [Theory]
    [InlineData("1")]
    [InlineData("25")]
    [InlineData("1800")]
    [InlineData("\"two thousand\"")]
    public void A_model_year_that_is_not_in_the_list_is_an_error(string json) =>
        Assert.Equal(
            ["vehicles[0].modelYear not-in-list"],
            TestData.Errors(TestData.Person.WithVehicles(new LeadText().WithJson("modelYear", json)))
        );

    [Theory]
    [InlineData("1", 1)]
    [InlineData("1000", 1000)]
    [InlineData("1.0", 1)]
    [InlineData("1e2", 100)]
    [InlineData("\"1\"", 1)]
    [InlineData("\" 12 \"", 12)]
    [InlineData("\"١٢\"", 12)]
    [InlineData("\"+5\"", 5)]
    [InlineData("\"0007\"", 7)]
    public void A_quantity_is_a_whole_number_or_a_string_of_digits(string json, long quantity) =>
        Assert.Equal(
            quantity,
            Assert
                .Single(TestData.Check(TestData.Person.WithVehicles(new LeadText().WithJson("totalQty", json))).Vehicles)
                .Value("totalQty")
                .Number
        );

    [Theory]
    [InlineData("0", "out-of-range")]
    [InlineData("-1", "out-of-range")]
    [InlineData("1001", "out-of-range")]
    [InlineData("\"0\"", "out-of-range")]
    [InlineData("\"1001\"", "out-of-range")]
    [InlineData("\"-5\"", "out-of-range")]
    [InlineData("1e300", "out-of-range")]
    [InlineData("1e3000", "out-of-range")]
    [InlineData("99999999999999999999", "out-of-range")]
    [InlineData("\"99999999999999999999\"", "out-of-range")]
    [InlineData("1.5", "invalid-format")]
    [InlineData("\"1.5\"", "invalid-format")]
    [InlineData("\"two\"", "invalid-format")]
    [InlineData("\"1 000\"", "invalid-format")]
    [InlineData("\"-\"", "invalid-format")]
    [InlineData("\"--5\"", "invalid-format")]
    public void Any_other_quantity_is_an_error(string json, string code) =>
        Assert.Equal(
            [$"vehicles[0].totalQty {code}"],
            TestData.Errors(TestData.Person.WithVehicles(new LeadText().WithJson("totalQty", json)))
        );

    [Theory]
    [InlineData("modelMemo")]
    [InlineData("modelPreferences")]
    public void The_texts_of_a_vehicle_can_have_1000_characters(string field)
    {
        Assert.Empty(
            TestData.Errors(TestData.Person.WithVehicles(TestData.Vehicle((field, string.Concat(Enumerable.Repeat("\U0001F697", 1000))))))
        );
        Assert.Equal(
            [$"vehicles[0].{field} too-long"],
            TestData.Errors(TestData.Person.WithVehicles(TestData.Vehicle((field, new string('x', 1001)))))
        );
    }

    [Fact]
    public void A_lead_can_have_at_most_a_hundred_vehicles()
    {
        var hundred = Enumerable.Repeat(TestData.Vehicle(("totalQty", 1)), 100).ToArray();
        Assert.Equal(100, TestData.Check(TestData.Person.WithVehicles(hundred)).Vehicles.Count);
        var lead = TestData.Check(TestData.Person.WithVehicles([.. hundred, new LeadText()]));
        var error = Assert.Single(lead.Errors);
        Assert.Equal("vehicles out-of-range", $"{error.Path} {error.Code.Word}");
        Assert.Equal(100, error.Limit);
        Assert.Empty(lead.Vehicles);
    }

    [Fact]
    public void The_maximum_number_of_vehicles_is_a_setting()
    {
        var rules = TestData.Rules with { MaxVehicles = 1 };
        Assert.Empty(TestData.Errors(TestData.Check(TestData.Person.WithVehicles(new LeadText()), rules: rules)));
        Assert.Equal(
            ["vehicles out-of-range"],
            TestData.Errors(TestData.Check(TestData.Person.WithVehicles(new LeadText(), new LeadText()), rules: rules))
        );
    }

    [Fact]
    [Promise("7.2")]
    public void Errors_of_a_vehicle_have_its_path() =>
        Assert.Equal(
            [
                "vehicles[0].modelFamily not-in-list",
                "vehicles[0].totalQty out-of-range",
                "vehicles[2].modelYear not-in-list",
                "vehicles[2].totalQty invalid-format",
            ],
            TestData.Errors(
                TestData.Person.WithVehicles(
                    TestData.Vehicle(("totalQty", 0), ("modelFamily", "Nonesuch")),
                    TestData.Vehicle(("totalQty", 1)),
                    TestData.Vehicle(("totalQty", "x"), ("modelYear", "x"))
                )
            )
        );

    [Fact]
    public void The_same_error_in_two_vehicles_is_reported_for_both() =>
        Assert.Equal(
            ["vehicles[0].totalQty out-of-range", "vehicles[1].totalQty out-of-range"],
            TestData.Errors(TestData.Person.WithVehicles(TestData.Vehicle(("totalQty", 0)), TestData.Vehicle(("totalQty", 0))))
        );

    [Fact]
    public void The_names_of_vehicle_fields_match_in_any_case() =>
        Assert.Equal(
            2,
            Assert.Single(TestData.Check(TestData.Person.WithVehicles(TestData.Vehicle(("TOTALQTY", 2)))).Vehicles).Value("totalQty").Number
        );
}
