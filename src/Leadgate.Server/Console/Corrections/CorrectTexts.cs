using System.Globalization;
using Leadgate.Domain.Texts;

namespace Leadgate.Server.Console.Corrections;

/// <summary>The texts of the page that corrects one value in all leads.</summary>
internal static class CorrectTexts
{
    public static readonly BilingualText Title = new("Correct one value everywhere", "تصحيح قيمة في جميع العملاء المحتملين");
    public static readonly BilingualText Field = new("Field", "الحقل");
    public static readonly BilingualText Value = new("Wrong value", "القيمة الخطأ");
    public static readonly BilingualText Replacement = new("What it should be", "القيمة الصحيحة");
    public static readonly BilingualText Choose = new("Choose", "اختر");
    public static readonly BilingualText Preview = new("Show what will change", "عرض ما سيتغير");
    public static readonly BilingualText WillChange = new("What will change", "ما سيتغير");
    public static readonly BilingualText BecomeValid = new("Leads that become valid", "عملاء محتملون تصبح بياناتهم صحيحة");
    public static readonly BilingualText KeepErrors = new("Leads that still have other errors", "عملاء محتملون تبقى لديهم أخطاء أخرى");
    public static readonly BilingualText Correct = new("Correct all of them", "صحّحها جميعًا");
    public static readonly BilingualText Remember = new(
        "Remember the wrong value as another name of the item, so that it is no error in the next bulk",
        "حفظ القيمة الخطأ اسمًا بديلًا للعنصر، فلا تكون خطأ في الدفعة التالية"
    );
    public static readonly BilingualText Running = new("Running. This page renews itself.", "قيد التنفيذ. تتجدد الصفحة تلقائيًا.");
    public static readonly BilingualText Done = new("Done.", "اكتمل التصحيح.");
    public static readonly BilingualText Failed = new(
        "It failed before its end. Start it again.",
        "توقف التصحيح قبل اكتماله. ابدأه من جديد."
    );
    public static readonly BilingualText Leads = new("Leads", "العملاء المحتملون");
    public static readonly BilingualText Corrected = new("Valid now", "صحيحة الآن");
    public static readonly BilingualText WithErrors = new("Still with other errors", "بقيت لديها أخطاء أخرى");
    public static readonly BilingualText ToLeads = new("Leads that wait", "قائمة الانتظار");
    public static readonly BilingualText NoSuchTitle = new("There is nothing to correct here", "لا يوجد هنا ما يُصحَّح");
    public static readonly BilingualText NoSuch = new(
        "The address names no field, no value, or no correction. Begin from a lead with an error.",
        "لا يذكر العنوان حقلًا أو قيمة أو تصحيحًا معروفًا. ابدأ من عميل محتمل في بياناته خطأ."
    );

    public static BilingualText ProgressTitle(long id) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Correction {id}"), string.Create(CultureInfo.InvariantCulture, $"التصحيح {id}"));
}
