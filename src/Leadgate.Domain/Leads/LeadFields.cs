using Leadgate.Domain.Lists;

namespace Leadgate.Domain.Leads;

/// <summary>
/// The fields of a lead (promise 5). A new field needs a line in this table and a migration for each engine with its column.
/// </summary>
internal static class LeadFields
{
    /// <summary>Individual or company; determines which other fields are mandatory.</summary>
    public static readonly LeadField LeadType = Item(
        "leadType",
        ReferenceLists.CustomerType,
        "Lead type",
        "نوع العميل المحتمل",
        "\"Individual\""
    ) with
    {
        Mandatory = Mandatory.Always,
    };

    public static readonly LeadField CustomerCountry = Item(
        "customerCountry",
        ReferenceLists.Country,
        "Country",
        "الدولة",
        "\"Saudi Arabia\""
    ) with
    {
        Mandatory = Mandatory.Always,
    };

    public static readonly LeadField CustomerRegion = Item(
        "customerRegion",
        ReferenceLists.Region,
        "Region",
        "المنطقة",
        "\"Eastern Province\""
    ) with
    {
        Mandatory = Mandatory.Always,
        Parent = CustomerCountry,
    };

    public static readonly LeadField CustomerCity = Item("customerCity", ReferenceLists.City, "City", "المدينة", "\"Dammam\"") with
    {
        Mandatory = Mandatory.Always,
        Parent = CustomerRegion,
    };

    public static readonly LeadField Ou = Item("ou", ReferenceLists.OuType, "Brand", "العلامة التجارية", "\"JMC\"") with
    {
        OtherName = "brand",
        Mandatory = Mandatory.Always,
    };

    /// <summary>Set by routing if absent (promise 5.5).</summary>
    public static readonly LeadField Branch = Item("branch", ReferenceLists.BranchType, "Branch", "الفرع", "\"JMC Dammam\"") with
    {
        Mandatory = Mandatory.Always,
        Parent = Ou,
        Note = "If omitted, the brand's branch in the customer's city is used, then one in the region, then the brand's default branch.",
    };

    public static readonly LeadField Source = Item("source", ReferenceLists.LeadSource, "Source", "المصدر", "\"Website\"") with
    {
        Mandatory = Mandatory.Always,
    };

    public static readonly LeadField SubSource = Item(
        "subSource",
        ReferenceLists.LeadSubSource,
        "Sub-source",
        "المصدر الفرعي",
        "\"Contact Form\""
    ) with
    {
        Mandatory = Mandatory.Always,
        Parent = Source,
    };

    public static readonly LeadField PhoneCode = Item("phoneCode", ReferenceLists.PhoneCode, "Phone code", "رمز الدولة", "\"00966\"") with
    {
        Mandatory = Mandatory.Always,
    };

    /// <summary>Identifies a data subject.</summary>
    public static readonly LeadField PhoneNumber = Personal(Text("phoneNumber", 9, "Phone number", "رقم الهاتف", "\"555555555\"")) with
    {
        Rule = TextRule.PhoneNumber,
        Note = "Exactly 9 digits, without the phone code and without a leading zero.",
    };

    /// <summary>Identifies a data subject.</summary>
    public static readonly LeadField Email = Personal(Text("email", 254, "Email", "البريد الإلكتروني", "\"example@example.com\"")) with
    {
        Rule = TextRule.Email,
        Note = "An email address.",
    };

    /// <summary>Searches find a lead by it (promise 2.5).</summary>
    public static readonly LeadField LeadReference = Personal(
        Text("leadReference", 200, "Lead reference", "الرقم المرجعي لدى المرسِل", "\"WEB-10045\"")
    ) with
    {
        Note = "The sender's own id for the lead. Searches find the lead by it.",
    };

    public static readonly LeadField LeadNote = Personal(Text("leadNote", 4000, "Note", "ملاحظات", "\"Prefers a call after sunset\""));

    public static readonly IReadOnlyList<LeadField> Consents =
    [
        Item("acceptNewsLetter", ReferenceLists.YesOrNo, "Accepts the newsletter", "الموافقة على النشرة البريدية", "true"),
        Item("acceptMarketing", ReferenceLists.YesOrNo, "Accepts marketing", "الموافقة على الرسائل التسويقية", "true"),
        Item("acceptPrivatePolicy", ReferenceLists.YesOrNo, "Accepts the privacy policy", "الموافقة على سياسة الخصوصية", "true"),
    ];

    public static readonly LeadField Company = Text("company", 50, "Company", "الشركة", "\"JTC\"") with
    {
        Rule = TextRule.CompanyCode,
        Note = "Defaults to the configured company.",
    };

    public static readonly LeadField LeadDate = new()
    {
        Name = "leadDate",
        Kind = FieldKind.Timestamp,
        Title = "Lead date",
        TitleAr = "تاريخ الاستفسار",
        Mandatory = Mandatory.Always,
        Example = "\"2025-08-17T06:49:41.761Z\"",
        Note = "When the person made the inquiry; not before 1900 and at most 7 days ahead.",
    };

    public static readonly LeadField Vehicles = new()
    {
        Name = "vehicles",
        Kind = FieldKind.Vehicles,
        Title = "Vehicles",
        TitleAr = "المركبات",
        Example = "[]",
    };

    public static readonly FieldTable Table = new(
        [
            LeadType,
            Item("companyIndustryType", ReferenceLists.CustomerIndustryType, "Industry", "قطاع النشاط", "\"Bank\"") with
            {
                Mandatory = Mandatory.WhenCompany,
            },
            Personal(Text("contactName", 200, "Contact person", "اسم مسؤول التواصل", "\"Abdullah Careem\"")) with
            {
                Mandatory = Mandatory.WhenCompany,
            },
            Personal(Text("leadTypeName", 200, "Company name", "اسم الشركة", "\"Example Trading Co\"")) with
            {
                OtherName = "companyName",
                Mandatory = Mandatory.WhenCompany,
            },
            Personal(Item("title", ReferenceLists.Title, "Title", "اللقب", "\"Mr\"")),
            Personal(Item("nationality", ReferenceLists.Nationality, "Nationality", "الجنسية", "\"Saudi\"")),
            Personal(Item("gender", ReferenceLists.Gender, "Gender", "الجنس", "\"Male\"")),
            Personal(Text("firstName", 100, "First name", "الاسم الأول", "\"Abdullah\"")) with
            {
                Mandatory = Mandatory.WhenIndividual,
            },
            Personal(Text("middleName", 100, "Middle name", "الاسم الأوسط", "\"Mobarak\"")),
            Personal(Text("lastName", 100, "Last name", "اسم العائلة", "\"Careem\"")),
            new()
            {
                Name = "dateOfBirth",
                Kind = FieldKind.Date,
                IsPersonal = true,
                Title = "Date of birth",
                TitleAr = "تاريخ الميلاد",
                Example = "\"1990-05-17\"",
                Note = "Not in the future and not before 1900.",
            },
            Personal(Text("occupation", 200, "Occupation", "المهنة", "\"Engineer\"")),
            CustomerCountry,
            CustomerRegion,
            CustomerCity,
            Personal(Text("address1", 300, "Address line 1", "السطر الأول من العنوان", "\"Building 7, King Fahad Road\"")),
            Personal(Text("address2", 300, "Address line 2", "السطر الثاني من العنوان", "\"Dammam\"")),
            PhoneCode,
            PhoneNumber,
            Email,
            Personal(Item("monthlyIncome", ReferenceLists.LeadMonthlyIncome, "Monthly income", "الدخل الشهري", "\"5000-10000 SAR\"")),
            Item("preferredLanguage", ReferenceLists.Language, "Preferred language", "اللغة المفضلة", "\"Arabic\"") with
            {
                Mandatory = Mandatory.Always,
            },
            Item("preferredContactType", ReferenceLists.ContactType, "Preferred contact type", "وسيلة التواصل المفضلة", "\"WhatsApp\""),
            Company,
            Ou,
            Item("businessArea", ReferenceLists.BusinessArea, "Business area", "القسم", "\"Sales\"") with
            {
                Mandatory = Mandatory.Always,
                Parent = Ou,
            },
            Branch,
            LeadDate,
            Item("leadInterest", ReferenceLists.LeadInterest, "Interest", "الاهتمام", "\"Test Drive\"") with
            {
                OtherName = "interest",
                Mandatory = Mandatory.Always,
            },
            Source,
            SubSource,
            Personal(Text("leadName", 200, "Lead name", "موضوع الاستفسار", "\"Web enquiry, Grand Avenue\"")) with
            {
                Mandatory = Mandatory.Always,
            },
            LeadReference,
            LeadNote,
            Item("vehicleType", ReferenceLists.VehicleType, "Vehicle type", "نوع المركبة", "\"New\""),
            Vehicles,
            Item("purchasePlan", ReferenceLists.PurchasePlan, "Purchase plan", "موعد الشراء المتوقع", "\"Immediate\""),
            Item("paymentMode", ReferenceLists.PaymentMode, "Payment mode", "طريقة الدفع", "\"Cash\""),
            Item("currency", ReferenceLists.Currency, "Currency", "العملة", "\"SAR\""),
            Item("priority", ReferenceLists.LeadPriority, "Priority", "الأولوية", "\"Hot\"") with
            {
                Mandatory = Mandatory.Always,
            },
            Item("testDriveRequired", ReferenceLists.YesOrNo, "Test drive required", "طلب تجربة قيادة", "true"),
            .. Consents,
        ],
        ["sendCommunicationConfirmation", "communicationType", "lang"],
        PropertySynonyms.Lead
    );

    public static IReadOnlyList<LeadField> All => Table.All;

    internal static LeadField Item(string name, ListDefinition list, string title, string titleAr, string example) =>
        new()
        {
            Name = name,
            Kind = FieldKind.List,
            List = list,
            Title = title,
            TitleAr = titleAr,
            Example = example,
        };

    internal static LeadField Personal(LeadField field) => field with { IsPersonal = true };

    internal static LeadField Text(string name, int maxLength, string title, string titleAr, string example) =>
        new()
        {
            Name = name,
            Kind = FieldKind.Text,
            MaxLength = maxLength,
            Title = title,
            TitleAr = titleAr,
            Example = example,
        };
}
