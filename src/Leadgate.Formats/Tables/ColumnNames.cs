using System.Collections.Frozen;
using Leadgate.Domain.Leads;
using Leadgate.Formats.Files;

namespace Leadgate.Formats.Tables;

/// <summary>The names by which columns are known.</summary>
internal static class ColumnNames
{
    /// <summary>Names that mean a whole name although a lead has only its parts.</summary>
    private const string WholeNames =
        "name,full name,customer name,client name,lead full name,"
        + "الاسم,الاسم الكامل,الاسم كاملا,اسم العميل,اسم العميل الكامل,الاسم الثلاثي,الاسم الرباعي";

    private const string ArabicPhones =
        "الجوال,رقم الجوال,جوال العميل,رقم جوال العميل,الهاتف,هاتف العميل,رقم هاتف العميل,الموبايل,رقم الموبايل,التلفون,رقم التلفون,"
        + "المحمول,رقم المحمول,رقم الهاتف المحمول,الهاتف المحمول,الهاتف الجوال,رقم التواصل,الواتساب,رقم الواتساب,واتس اب";

    /// <summary>Other words that Arabic spreadsheets use for the fields.</summary>
    private static readonly (string Target, string Names)[] Arabic =
    [
        ("email", "الإيميل,البريد,عنوان البريد الإلكتروني,بريد العميل,ايميل العميل"),
        ("firstName", "الاسم الشخصي"),
        ("middleName", "اسم الأب,الاسم الثاني"),
        ("lastName", "العائلة,الاسم الأخير,الاسم العائلي"),
        ("customerCountry", "البلد,بلد العميل"),
        ("customerRegion", "منطقة العميل"),
        ("customerCity", "مدينة العميل,المدينه التي تسكنها"),
        ("ou", "الماركة,ماركة السيارة,العلامة,نوع الماركة"),
        ("modelFamily", "الموديل,السيارة,نوع السيارة,اسم السيارة,السيارة المطلوبة,ما هي السيارة المطلوبة,الطراز المطلوب,موديل السيارة"),
        ("modelYear", "السنة,سنة الموديل,سنة السيارة"),
        ("totalQty", "العدد,عدد السيارات"),
        ("branch", "المعرض,اسم الفرع,اسم المعرض"),
        ("leadDate", "التاريخ,تاريخ الطلب,تاريخ الإنشاء,تاريخ التسجيل,تاريخ التواصل"),
        ("leadNote", "ملاحظة,التعليق,التعليقات,الرسالة,نص الرسالة,الاستفسار"),
        ("leadReference", "الرقم المرجعي,رقم المرجع,المعرف,رقم الطلب"),
        ("source", "مصدر العميل,المصدر الرئيسي"),
        ("leadInterest", "نوع الطلب,الخدمة,الخدمة المطلوبة,نوع الخدمة"),
        ("preferredLanguage", "اللغة,لغة التواصل"),
        ("preferredContactType", "طريقة التواصل,وسيلة التواصل,طريقة التواصل المفضلة"),
        ("leadType", "نوع العميل"),
        ("leadTypeName", "اسم المنشأة,المنشأة,اسم المؤسسة,المؤسسة,جهة العمل"),
        ("contactName", "مسؤول التواصل,الشخص المسؤول,اسم المسؤول"),
        ("occupation", "الوظيفة,العمل"),
        ("monthlyIncome", "الراتب,الدخل,الراتب الشهري"),
        ("paymentMode", "الدفع,طريقة الشراء"),
        ("purchasePlan", "موعد الشراء,متى ترغب بالشراء,وقت الشراء"),
        ("address1", "العنوان"),
        ("address2", "الحي"),
        ("testDriveRequired", "تجربة القيادة"),
        ("vehicleType", "حالة السيارة"),
    ];

    private static readonly FrozenDictionary<string, string> Names = BuildNames();

    private static readonly FrozenDictionary<string, string> Synonyms = BuildSynonyms();

    /// <summary>The name of each field in its own spelling, by that name in any case.</summary>
    private static readonly FrozenDictionary<string, LeadField> Fields = LeadFields
        .All.Concat(VehicleFields.All)
        .SelectMany(field => field.Names, KeyValuePair.Create<LeadField, string>)
        .ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.OrdinalIgnoreCase);

    /// <summary>The target that a name or title means, without guessing.</summary>
    /// <param name="normalized">See <see cref="ColumnName.Normalize"/>.</param>
    public static string? Find(string normalized) => Names.GetValueOrDefault(normalized);

    /// <summary>The target that another common word probably means; a person should look at it.</summary>
    public static string? FindSynonym(string normalized) => Synonyms.GetValueOrDefault(normalized);

    /// <summary>The field of a lead or of a vehicle with this name, in any case; null if there is none.</summary>
    public static LeadField? FindField(string name) => Fields.GetValueOrDefault(name);

    public static bool IsOfVehicle(LeadField field) => ReferenceEquals(VehicleFields.All.ElementAtOrDefault(field.Ordinal), field);

    private static FrozenDictionary<string, string> BuildNames()
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [ColumnName.Normalize(ColumnTargets.Extra)] = ColumnTargets.Extra,
            [ColumnName.Normalize(ColumnTargets.RowKey)] = ColumnTargets.RowKey,
        };
        foreach (var field in LeadFields.All.Concat(VehicleFields.All))
        {
            foreach (var name in (string[])[.. field.Names, field.Title, field.TitleAr])
                names.TryAdd(ColumnName.Normalize(name), field.Name);
        }

        return names.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static FrozenDictionary<string, string> BuildSynonyms()
    {
        var synonyms = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(ColumnTargets.FullName, WholeNames.Split(','));
        Add(ColumnTargets.Phone, ArabicPhones.Split(','));
        foreach (var (target, names) in Arabic)
            Add(target, names.Split(','));

        // In a table a column "car" holds the model; the vehicles as such are no column that people write.
        foreach (var (name, field) in PropertySynonyms.Lead.Where(pair => pair.Value != LeadFields.Vehicles.Name))
            Add(ToTarget(field), name);
        foreach (var (name, field) in PropertySynonyms.Vehicle)
            Add(field, name);
        return synonyms.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(string target, params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
                synonyms.TryAdd(ColumnName.Normalize(name), target);
        }

        static string ToTarget(string field) =>
            field == LeadFields.PhoneNumber.Name ? ColumnTargets.Phone
            : LeadFields.Table.TryFind(field, out var known, out _) ? known.Name
            : field;
    }
}
