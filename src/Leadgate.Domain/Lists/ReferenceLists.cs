using System.Collections.Frozen;
using System.Globalization;

namespace Leadgate.Domain.Lists;

/// <summary>The reference lists of the service, each written once, here (promises 3.1 and 3.2).</summary>
internal static class ReferenceLists
{
    /// <summary>Individual or company.</summary>
    public static readonly ListDefinition CustomerType = new()
    {
        Id = 27,
        Name = "CUSTOMER_TYPE",
        Title = "Lead type",
        TitleAr = "نوع العميل المحتمل",
    };

    /// <summary>The branch of trade of a company.</summary>
    public static readonly ListDefinition CustomerIndustryType = new()
    {
        Id = 39,
        Name = "CUSTOMER_INDUSTRY_TYPE",
        Title = "Industry",
        TitleAr = "قطاع النشاط",
    };

    /// <summary>Mr, Mrs, Dr and so on.</summary>
    public static readonly ListDefinition Title = new()
    {
        Id = 50,
        Name = "TITLE",
        Title = "Title",
        TitleAr = "اللقب",
    };

    /// <summary>The nationalities of the world.</summary>
    public static readonly ListDefinition Nationality = new()
    {
        Id = 51,
        Name = "NATIONALITY",
        Title = "Nationality",
        TitleAr = "الجنسية",
    };

    /// <summary>Male or female.</summary>
    public static readonly ListDefinition Gender = new()
    {
        Id = 52,
        Name = "GENDER",
        Title = "Gender",
        TitleAr = "الجنس",
    };

    /// <summary>Languages that a person may be spoken to in.</summary>
    public static readonly ListDefinition Language = new()
    {
        Id = 54,
        Name = "LANGUAGE",
        Title = "Language",
        TitleAr = "اللغة",
    };

    /// <summary>Ways to reach a person.</summary>
    public static readonly ListDefinition ContactType = new()
    {
        Id = 55,
        Name = "CONTACT_TYPE",
        Title = "Contact type",
        TitleAr = "وسيلة التواصل",
    };

    /// <summary>The countries of the world (ISO 3166-1).</summary>
    public static readonly ListDefinition Country = new()
    {
        Id = 56,
        Name = "COUNTRY",
        Title = "Country",
        TitleAr = "الدولة",
    };

    /// <summary>Regions of a country.</summary>
    public static readonly ListDefinition Region = new()
    {
        Id = 57,
        Name = "REGION",
        Title = "Region",
        TitleAr = "المنطقة",
        Parent = Country,
        OtherNames = ["CUSTOMER_REGION"],
        OtherIds = [100],
    };

    /// <summary>Cities of a region.</summary>
    public static readonly ListDefinition City = new()
    {
        Id = 58,
        Name = "CITY",
        Title = "City",
        TitleAr = "المدينة",
        Parent = Region,
        OtherNames = ["CUSTOMER_CITY"],
        OtherIds = [101],
    };

    /// <summary>How soon a person means to buy.</summary>
    public static readonly ListDefinition PurchasePlan = new()
    {
        Id = 59,
        Name = "PURCHASE_PLAN",
        Title = "Purchase plan",
        TitleAr = "موعد الشراء المتوقع",
    };

    /// <summary>How a person means to pay.</summary>
    public static readonly ListDefinition PaymentMode = new()
    {
        Id = 60,
        Name = "PAYMENT_MODE",
        Title = "Payment mode",
        TitleAr = "طريقة الدفع",
    };

    /// <summary>Currencies (ISO 4217).</summary>
    public static readonly ListDefinition Currency = new()
    {
        Id = 61,
        Name = "CURRENCY",
        Title = "Currency",
        TitleAr = "العملة",
    };

    /// <summary>Country calling codes (ITU-T E.164).</summary>
    public static readonly ListDefinition PhoneCode = new()
    {
        Id = 62,
        Name = "PHONE_CODE",
        Title = "Phone code",
        TitleAr = "رمز الدولة",
    };

    /// <summary>The brands.</summary>
    public static readonly ListDefinition OuType = new()
    {
        Id = 102,
        Name = "OU_TYPE",
        Title = "Brand",
        TitleAr = "العلامة التجارية",
        OtherNames = ["BRAND"],
        OtherIds = [2],
    };

    /// <summary>Model families of a brand.</summary>
    public static readonly ListDefinition Model = new()
    {
        Id = 63,
        Name = "MODEL",
        Title = "Model",
        TitleAr = "الطراز",
        Parent = OuType,
        OtherNames = ["MODEL_FAMILY"],
    };

    /// <summary>Model years; an item's value is the year itself (promise 4.1).</summary>
    public static readonly ListDefinition ModelYear = new()
    {
        Id = 64,
        Name = "MODEL_YEAR",
        Title = "Model year",
        TitleAr = "سنة الصنع",
        Representation = ListRepresentation.Value,
    };

    /// <summary>New or used.</summary>
    public static readonly ListDefinition VehicleType = new()
    {
        Id = 65,
        Name = "VEHICLE_TYPE",
        Title = "Vehicle type",
        TitleAr = "نوع المركبة",
        OtherIds = [79],
    };

    /// <summary>Sales, service, parts of a brand.</summary>
    public static readonly ListDefinition BusinessArea = new()
    {
        Id = 66,
        Name = "BUSINESS_AREA",
        Title = "Business area",
        TitleAr = "القسم",
        Parent = OuType,
        OtherIds = [3],
    };

    /// <summary>Where leads come from.</summary>
    public static readonly ListDefinition LeadSource = new()
    {
        Id = 70,
        Name = "LEAD_SOURCE",
        Title = "Source",
        TitleAr = "المصدر",
    };

    /// <summary>Where leads come from, more exactly.</summary>
    public static readonly ListDefinition LeadSubSource = new()
    {
        Id = 71,
        Name = "LEAD_SUB_SOURCE",
        Title = "Sub-source",
        TitleAr = "المصدر الفرعي",
        Parent = LeadSource,
    };

    /// <summary>What a person wants.</summary>
    public static readonly ListDefinition LeadInterest = new()
    {
        Id = 74,
        Name = "LEAD_INTEREST",
        Title = "Interest",
        TitleAr = "الاهتمام",
    };

    /// <summary>How urgent a lead is.</summary>
    public static readonly ListDefinition LeadPriority = new()
    {
        Id = 75,
        Name = "LEAD_PRIORITY",
        Title = "Priority",
        TitleAr = "الأولوية",
    };

    /// <summary>Bands of monthly income.</summary>
    public static readonly ListDefinition LeadMonthlyIncome = new()
    {
        Id = 78,
        Name = "LEAD_MONTHLY_INCOME",
        Title = "Monthly income",
        TitleAr = "الدخل الشهري",
    };

    /// <summary>Branches of a brand.</summary>
    public static readonly ListDefinition BranchType = new()
    {
        Id = 103,
        Name = "BRANCH_TYPE",
        Title = "Branch",
        TitleAr = "الفرع",
        Parent = OuType,
        OtherNames = ["BRANCH"],
        OtherIds = [1],
    };

    /// <summary>Yes is 1, no is 0 (promise 4.1).</summary>
    public static readonly ListDefinition YesOrNo = new()
    {
        Id = 104,
        Name = "YES_OR_NO",
        Title = "Yes or no",
        TitleAr = "نعم أو لا",
        Representation = ListRepresentation.Boolean,
    };

    /// <summary>Every list, by id.</summary>
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

    /// <summary>Finds a list by its name in any case or its numeric id; braces round it are tolerated (promise 3.2).</summary>
    /// <param name="nameOrId">What the caller wrote.</param>
    /// <returns>The list, or null when there is none.</returns>
    public static ListDefinition? Find(string nameOrId) => ByName.GetValueOrDefault(WithoutBraces(nameOrId));

    /// <summary>The three names of lists that are nearest to a name that is none (promise 3.4).</summary>
    /// <param name="name">What the caller wrote.</param>
    public static IReadOnlyList<string> FindNearestNames(string name) =>
        NearestText
            .Find(WithoutBraces(name).ToUpperInvariant(), All, list => [list.Name, .. list.OtherNames], 3)
            .Select(list => list.Name)
            .ToList();

    private static ListDefinition[] AssignOrdinals(ListDefinition[] lists)
    {
        for (var i = 0; i < lists.Length; i++)
            lists[i].Ordinal = i;
        return lists;
    }

    private static string WithoutBraces(string name) => name.Trim().TrimStart('{').TrimEnd('}').Trim();
}
