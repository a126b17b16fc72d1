using System.Collections.Frozen;
using System.Globalization;
using Leadgate.Domain.Texts;

namespace Leadgate.Domain.Lists;

/// <summary>The reference lists (promises 3.1 and 3.2).</summary>
internal static class ReferenceLists
{
    public static readonly ListDefinition CustomerType = new()
    {
        Id = 27,
        Name = "CUSTOMER_TYPE",
        Title = "Lead type",
        TitleAr = "نوع العميل المحتمل",
    };

    public static readonly ListDefinition CustomerIndustryType = new()
    {
        Id = 39,
        Name = "CUSTOMER_INDUSTRY_TYPE",
        Title = "Industry",
        TitleAr = "قطاع النشاط",
        OtherNames = ["COMPANY_INDUSTRY_TYPE"],
    };

    public static readonly ListDefinition Title = new()
    {
        Id = 50,
        Name = "TITLE",
        Title = "Title",
        TitleAr = "اللقب",
    };

    public static readonly ListDefinition Nationality = new()
    {
        Id = 51,
        Name = "NATIONALITY",
        Title = "Nationality",
        TitleAr = "الجنسية",
    };

    public static readonly ListDefinition Gender = new()
    {
        Id = 52,
        Name = "GENDER",
        Title = "Gender",
        TitleAr = "الجنس",
    };

    public static readonly ListDefinition Language = new()
    {
        Id = 54,
        Name = "LANGUAGE",
        Title = "Language",
        TitleAr = "اللغة",
    };

    public static readonly ListDefinition ContactType = new()
    {
        Id = 55,
        Name = "CONTACT_TYPE",
        Title = "Contact type",
        TitleAr = "وسيلة التواصل",
    };

    public static readonly ListDefinition Country = new()
    {
        Id = 56,
        Name = "COUNTRY",
        Title = "Country",
        TitleAr = "الدولة",
    };

    public static readonly ListDefinition Region = new()
    {
        Id = 57,
        Name = "REGION",
        Title = "Region",
        TitleAr = "المنطقة",
        Noun = new("region", "منطقة", IsFeminine: true),
        Parent = Country,
        IsOfPlaces = true,
        OtherNames = ["CUSTOMER_REGION"],
        OtherIds = [100],
    };

    public static readonly ListDefinition City = new()
    {
        Id = 58,
        Name = "CITY",
        Title = "City",
        TitleAr = "المدينة",
        Noun = new("city", "مدينة", IsFeminine: true),
        Parent = Region,
        IsOfPlaces = true,
        OtherNames = ["CUSTOMER_CITY"],
        OtherIds = [101],
    };

    public static readonly ListDefinition PurchasePlan = new()
    {
        Id = 59,
        Name = "PURCHASE_PLAN",
        Title = "Purchase plan",
        TitleAr = "موعد الشراء المتوقع",
    };

    public static readonly ListDefinition PaymentMode = new()
    {
        Id = 60,
        Name = "PAYMENT_MODE",
        Title = "Payment mode",
        TitleAr = "طريقة الدفع",
    };

    public static readonly ListDefinition Currency = new()
    {
        Id = 61,
        Name = "CURRENCY",
        Title = "Currency",
        TitleAr = "العملة",
    };

    public static readonly ListDefinition PhoneCode = new()
    {
        Id = 62,
        Name = "PHONE_CODE",
        Title = "Phone code",
        TitleAr = "رمز الدولة",
    };

    public static readonly ListDefinition OuType = new()
    {
        Id = 102,
        Name = "OU_TYPE",
        Title = "Brand",
        TitleAr = "العلامة التجارية",
        OtherNames = ["BRAND"],
        OtherIds = [2],
    };

    public static readonly ListDefinition Model = new()
    {
        Id = 63,
        Name = "MODEL",
        Title = "Model",
        TitleAr = "الطراز",
        Noun = new("model", "طراز", IsFeminine: false),
        Parent = OuType,
        OtherNames = ["MODEL_FAMILY"],
    };

    /// <summary>The value of an item is the year (promise 4.1).</summary>
    public static readonly ListDefinition ModelYear = new()
    {
        Id = 64,
        Name = "MODEL_YEAR",
        Title = "Model year",
        TitleAr = "سنة الصنع",
        Representation = ListRepresentation.Value,
    };

    public static readonly ListDefinition VehicleType = new()
    {
        Id = 65,
        Name = "VEHICLE_TYPE",
        Title = "Vehicle type",
        TitleAr = "نوع المركبة",
        OtherNames = ["LEAD_VEHICLE_TYPE"],
        OtherIds = [79],
    };

    public static readonly ListDefinition BusinessArea = new()
    {
        Id = 66,
        Name = "BUSINESS_AREA",
        Title = "Business area",
        TitleAr = "القسم",
        Noun = new("business area", "قسم", IsFeminine: false),
        Parent = OuType,
        OtherNames = ["DEPARTMENT"],
        OtherIds = [3],
    };

    public static readonly ListDefinition LeadSource = new()
    {
        Id = 70,
        Name = "LEAD_SOURCE",
        Title = "Source",
        TitleAr = "المصدر",
    };

    public static readonly ListDefinition LeadSubSource = new()
    {
        Id = 71,
        Name = "LEAD_SUB_SOURCE",
        Title = "Sub-source",
        TitleAr = "المصدر الفرعي",
        Noun = new("sub-source", "مصدر فرعي", IsFeminine: false),
        Parent = LeadSource,
    };

    public static readonly ListDefinition LeadInterest = new()
    {
        Id = 74,
        Name = "LEAD_INTEREST",
        Title = "Interest",
        TitleAr = "الاهتمام",
    };

    public static readonly ListDefinition LeadPriority = new()
    {
        Id = 75,
        Name = "LEAD_PRIORITY",
        Title = "Priority",
        TitleAr = "الأولوية",
        OtherNames = ["PRIORITY"],
    };

    public static readonly ListDefinition LeadMonthlyIncome = new()
    {
        Id = 78,
        Name = "LEAD_MONTHLY_INCOME",
        Title = "Monthly income",
        TitleAr = "الدخل الشهري",
    };

    public static readonly ListDefinition BranchType = new()
    {
        Id = 103,
        Name = "BRANCH_TYPE",
        Title = "Branch",
        TitleAr = "الفرع",
        Noun = new("branch", "فرع", IsFeminine: false),
        Parent = OuType,
        IsOfPlaces = true,
        OtherNames = ["BRANCH"],
        OtherIds = [1],
    };

    /// <summary>The values are 1 for yes and 0 for no (promise 4.1).</summary>
    public static readonly ListDefinition YesOrNo = new()
    {
        Id = 104,
        Name = "YES_OR_NO",
        Title = "Yes or no",
        TitleAr = "نعم أو لا",
        Representation = ListRepresentation.Boolean,
    };

    public static IReadOnlyList<ListDefinition> All { get; } =
        AssignOrdinals([
            CustomerType,
            CustomerIndustryType,
            Title,
            Nationality,
            Gender,
            Language,
            ContactType,
            Country,
            Region,
            City,
            PurchasePlan,
            PaymentMode,
            Currency,
            PhoneCode,
            Model,
            ModelYear,
            VehicleType,
            BusinessArea,
            LeadSource,
            LeadSubSource,
            LeadInterest,
            LeadPriority,
            LeadMonthlyIncome,
            OuType,
            BranchType,
            YesOrNo,
        ]);

    private static readonly FrozenDictionary<string, ListDefinition> ByName = All.SelectMany(
            list =>
                (string[])
                    [
                        list.Name,
                        list.Id.ToString(CultureInfo.InvariantCulture),
                        .. list.OtherNames,
                        .. list.OtherIds.Select(id => id.ToString(CultureInfo.InvariantCulture)),
                    ],
            (list, name) => KeyValuePair.Create(name, list)
        )
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Finds a list by its name, in any case and with spaces or underscores between its words, or by its id; braces around it are ignored
    /// (promise 3.2).
    /// </summary>
    public static ListDefinition? Find(string nameOrId)
    {
        var name = WithoutBraces(nameOrId);
        return ByName.GetValueOrDefault(name) ?? ByName.GetValueOrDefault(JoinWords(name));
    }

    /// <summary>The list name that is nearest to an unknown name, and up to two others that are also near (promise 3.4).</summary>
    public static IReadOnlyList<string> FindNearestNames(string name)
    {
        var text = JoinWords(WithoutBraces(name)).ToUpperInvariant();
        var nearest = NearestText.Find(text, All, GetNames, 3);
        return [nearest[0].Name, .. nearest.Skip(1).Where(IsNear).Select(list => list.Name)];

        bool IsNear(ListDefinition list) =>
            GetNames(list).Any(known => NearestText.IsPart(text, known) || NearestText.Distance(text, known) <= text.Length / 4);
    }

    /// <summary>The names of a list, each also in the plural, which many people write.</summary>
    private static string[] GetNames(ListDefinition list)
    {
        string[] names = [list.Name, .. list.OtherNames];
        return [.. names, .. names.Select(name => name.EndsWith('Y') ? name[..^1] + "IES" : name + "S")];
    }

    private static ListDefinition[] AssignOrdinals(ListDefinition[] lists)
    {
        for (var i = 0; i < lists.Length; i++)
            lists[i].Ordinal = i;
        return lists;
    }

    private static string JoinWords(string name) => string.Join('_', name.Split([' ', '_'], StringSplitOptions.RemoveEmptyEntries));

    private static string WithoutBraces(string name) => name.Trim().TrimStart('{').TrimEnd('}').Trim();
}
