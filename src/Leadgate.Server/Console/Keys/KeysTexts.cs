using Leadgate.Domain.Texts;

namespace Leadgate.Server.Console.Keys;

/// <summary>The texts of the pages of API keys.</summary>
internal static class KeysTexts
{
    public static readonly BilingualText New = new("New API key", "مفتاح جديد");
    public static readonly BilingualText Create = new("Create the key", "أنشئ المفتاح");
    public static readonly BilingualText Id = new("No.", "الرقم");
    public static readonly BilingualText Name = new("Name", "الاسم");
    public static readonly BilingualText NameHint = new(
        "Who sends with it, such as website. Keys of one name see the same leads, so that a new key can replace an old one.",
        "من يرسل به، مثل website. المفاتيح التي لها الاسم نفسه ترى البيانات نفسها، فيمكن أن يحل مفتاح جديد محل القديم."
    );
    public static readonly BilingualText Scopes = new("What it may do", "صلاحياته");
    public static readonly BilingualText State = new("State", "الحالة");
    public static readonly BilingualText Valid = new("Valid", "صالح");
    public static readonly BilingualText Expired = new("Expired", "منتهي الصلاحية");
    public static readonly BilingualText Revoked = new("Revoked", "ملغى");
    public static readonly BilingualText Hint = new("Begins with", "يبدأ بـ");
    public static readonly BilingualText CreatedAt = new("Created", "أُنشئ في");
    public static readonly BilingualText ExpiresAt = new("Expires", "ينتهي في");
    public static readonly BilingualText ExpiresHint = new(
        "The last day, such as 2027-12-31. Leave it empty for a key that does not expire.",
        "آخر يوم له، مثل 2027-12-31. اتركه فارغًا لمفتاح لا تنتهي صلاحيته."
    );
    public static readonly BilingualText RevokedAt = new("Revoked on", "أُلغي في");
    public static readonly BilingualText LastUsedAt = new("Last used", "آخر استخدام");
    public static readonly BilingualText Never = new("never", "لم يُستخدم");
    public static readonly BilingualText NoExpiry = new("does not expire", "لا ينتهي");
    public static readonly BilingualText RequestsPerMinute = new("Requests per minute", "الطلبات في الدقيقة");
    public static readonly BilingualText LeadsPerMinute = new("Leads per minute", "العملاء المحتملون في الدقيقة");
    public static readonly BilingualText LimitHint = new(
        "On each node. Empty for the default of the service.",
        "على كل خادم. اتركه فارغًا للقيمة الافتراضية للنظام."
    );
    public static readonly BilingualText Default = new("default", "افتراضي");
    public static readonly BilingualText Preferences = new("Default preferences", "التفضيلات الافتراضية");
    public static readonly BilingualText PreferencesHint = new(
        "What the service assumes unless a request says otherwise.",
        "ما يفترضه النظام ما لم يذكر الطلب غيره."
    );
    public static readonly BilingualText Change = new("Save the changes", "احفظ التغييرات");
    public static readonly BilingualText Changeable = new("Limits and preferences", "الحدود والتفضيلات");
    public static readonly BilingualText Revoke = new("Revoke the key", "إلغاء المفتاح");
    public static readonly BilingualText RevokeQuestion = new(
        "Requests with this key will be refused within two seconds on all nodes. This cannot be undone: for the same sender, create a new "
            + "key of the same name.",
        "ستُرفض الطلبات بهذا المفتاح خلال ثانيتين على جميع الخوادم، ولا يمكن التراجع عن ذلك. للمرسل نفسه أنشئ مفتاحًا جديدًا بالاسم نفسه."
    );
    public static readonly BilingualText SecretTitle = new("Copy the key now", "انسخ المفتاح الآن");
    public static readonly BilingualText SecretDescription = new(
        "It is shown only this once, and is not stored in a readable form. Give it to the sender over a safe channel.",
        "يظهر هذه المرة فقط، ولا يُحفظ بصورة مقروءة. سلّمه إلى المرسل بقناة آمنة."
    );
    public static readonly BilingualText Created = new("The key was created.", "أُنشئ المفتاح.");
    public static readonly BilingualText Changed = new("The key was changed.", "عُدّل المفتاح.");
    public static readonly BilingualText WasRevoked = new("The key was revoked.", "أُلغي المفتاح.");
    public static readonly BilingualText Repeated = new(
        "A key of this name was created since you opened this page, so this one was not. If you want another one, send the form again.",
        "أُنشئ مفتاح بهذا الاسم بعد فتحك الصفحة، فلم يُنشأ هذا. إن أردت مفتاحًا آخر فأرسل النموذج مرة أخرى."
    );
    public static readonly BilingualText Conflict = new(
        "Somebody else changed this key since you opened this page. Compare what is in force above with what you typed, and save again.",
        "غيّر شخص آخر هذا المفتاح بعد فتحك الصفحة. قارن القيم السارية أعلاه بما كتبته ثم احفظ مرة أخرى."
    );
    public static readonly BilingualText NotFound = new("There is no such key.", "لا يوجد مفتاح بهذا الرقم.");
    public static readonly BilingualText None = new("There is no API key yet", "لا توجد مفاتيح بعد");
    public static readonly BilingualText NoneHint = new(
        "Senders need one to send leads. On a TEST service that only this machine can reach, none is needed until the first is created.",
        "يحتاج المرسلون إلى مفتاح لإرسال العملاء المحتملين. في بيئة TEST التي لا يصل إليها إلا هذا الجهاز لا يلزم مفتاح "
            + "حتى يُنشأ أول مفتاح."
    );
}
