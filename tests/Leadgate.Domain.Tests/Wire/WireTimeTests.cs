using System.Globalization;
using Leadgate.Domain.Wire;

namespace Leadgate.Domain.Tests.Wire;

public sealed class WireTimeTests
{
    private static readonly DateTime Utc = new DateTime(2025, 8, 17, 6, 49, 41, 761, DateTimeKind.Utc).AddTicks(9_999);

    [Fact]
    public void A_timestamp_is_cut_to_milliseconds_and_not_rounded()
    {
        var cut = WireTime.TruncateToMilliseconds(Utc);

        Assert.Equal(new DateTime(2025, 8, 17, 6, 49, 41, 761, DateTimeKind.Utc), cut);
        Assert.Equal(DateTimeKind.Utc, cut.Kind);
    }

    [Fact]
    public void The_formats_do_not_depend_on_the_culture_of_the_machine()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("ar-SA") { DateTimeFormat = { Calendar = new UmAlQuraCalendar() } };

            Assert.Equal("2025-08-17T06:49:41.761Z", WireTime.Format(Utc));
            Assert.Equal("2025-08-17", WireTime.Format(DateOnly.FromDateTime(Utc)));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }
}
