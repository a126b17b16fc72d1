using Leadgate.Domain.Staff;
using Leadgate.Domain.Texts;

namespace Leadgate.Server.Console.Me;

/// <summary>The texts of the page on which people choose how pages look.</summary>
internal static class MeTexts
{
    public static readonly BilingualText Title = new("Your settings", "إعداداتك");
    public static readonly BilingualText Language = new("Language", "اللغة");
    public static readonly BilingualText LanguageOfBrowser = new("As in the browser", "كلغة المتصفح");
    public static readonly BilingualText Theme = new("Colors", "الألوان");
    public static readonly BilingualText ThemeOfSystem = new("As in the system", "كإعداد الجهاز");
    public static readonly BilingualText Light = new("Light", "فاتحة");
    public static readonly BilingualText Dark = new("Dark", "داكنة");
    public static readonly BilingualText Hijri = new("Show Hijri dates in lists too", "عرض التاريخ الهجري في القوائم أيضًا");
    public static readonly BilingualText Shortcuts = new("Keyboard shortcuts with single keys", "اختصارات لوحة المفاتيح بمفتاح واحد");
    public static readonly BilingualText ShortcutsHint = new(
        "Press ? on any page to see them. Turn them off if you dictate.",
        "اضغط ؟ في أي صفحة لعرضها. أوقفها إن كنت تكتب بالإملاء الصوتي."
    );
    public static readonly BilingualText Save = new("Save", "حفظ");
    public static readonly BilingualText ChangePassword = new("Change your password", "تغيير كلمة المرور");
    public static readonly BilingualText CurrentPassword = new("Present password", "كلمة المرور الحالية");
    public static readonly BilingualText NewPassword = new("New password", "كلمة المرور الجديدة");
    public static readonly BilingualText NewPasswordHint = new(
        $"At least {StaffAccount.MinPasswordLength} characters. A few words that nobody would guess are good.",
        $"{StaffAccount.MinPasswordLength} حرفًا على الأقل، وتصلح بضع كلمات لا يخمّنها أحد."
    );
    public static readonly BilingualText AgainPassword = new("New password again", "كلمة المرور الجديدة مرة أخرى");
    public static readonly BilingualText SessionsEndHint = new("Your sessions in other browsers end.", "تنتهي جلساتك في المتصفحات الأخرى.");
    public static readonly BilingualText PasswordChanged = new("Your password was changed.", "غُيّرت كلمة المرور.");
    public static readonly BilingualText NotSame = new("The two passwords are not the same.", "كلمتا المرور غير متطابقتين.");
    public static readonly BilingualText WrongPassword = new("This is not your present password.", "ليست هذه كلمة مرورك الحالية.");
    public static readonly BilingualText SecondFactor = new("Second factor", "عامل التحقق الثاني");
    public static readonly BilingualText SecondFactorSince = new(
        "You also enter a code of your authenticator app when you sign in, since",
        "تُدخل أيضًا رمزًا من تطبيق المصادقة عند الدخول، منذ"
    );
    public static readonly BilingualText NoSecondFactor = new(
        "You sign in with your password alone. With an authenticator app, nobody can sign in who only knows your password.",
        "تدخل بكلمة المرور وحدها. مع تطبيق المصادقة لا يستطيع الدخول من لا يعرف إلا كلمة مرورك."
    );
    public static readonly BilingualText SetUpSecondFactor = new("Set up an authenticator app", "ربط تطبيق المصادقة");
    public static readonly BilingualText RemoveSecondFactor = new("Remove the second factor", "إزالة عامل التحقق الثاني");
    public static readonly BilingualText SecondFactorIsNeeded = new(
        "Your role needs it. If you lose your app and your recovery codes, ask an administrator.",
        "دورك يتطلبه. إن فقدت التطبيق ورموز الاسترداد فراجع مدير النظام."
    );
    public static readonly BilingualText StepScan = new(
        "1. Add an account to your authenticator app, and scan this code with it:",
        "1. أضف حسابًا إلى تطبيق المصادقة وامسح به هذا الرمز:"
    );
    public static readonly BilingualText QrDescription = new(
        "QR code for the authenticator app. The key below says the same.",
        "رمز استجابة سريعة لتطبيق المصادقة. المفتاح أدناه يغني عنه."
    );
    public static readonly BilingualText StepSecret = new(
        "If you cannot scan it, type this key into the app:",
        "إن تعذّر مسحه فاكتب هذا المفتاح في التطبيق:"
    );
    public static readonly BilingualText StepLink = new(
        "On a phone, you can open the app directly:",
        "على الجوال يمكنك فتح التطبيق مباشرة:"
    );
    public static readonly BilingualText OpenApp = new("Open the authenticator app", "افتح تطبيق المصادقة");
    public static readonly BilingualText StepCode = new(
        "2. The app then shows a code of six digits. Enter it here; nothing changes before.",
        "2. يعرض التطبيق بعدها رمزًا من ستة أرقام. أدخله هنا، ولا يتغير شيء قبل ذلك."
    );
    public static readonly BilingualText Accept = new("Confirm", "أكّد");
    public static readonly BilingualText WrongCode = new(
        "The code is not right. Wait for the next one; if it stays wrong, check the clock of your phone.",
        "الرمز غير صحيح. انتظر الرمز التالي، وإن تكرر ذلك فتحقق من ساعة جوالك."
    );
    public static readonly BilingualText OfferExpired = new(
        "Setting up the app took too long. Enter your password and begin again.",
        "انتهت مهلة ربط التطبيق. أدخل كلمة المرور وابدأ من جديد."
    );
    public static readonly BilingualText SecondFactorEnabled = new("Your second factor is set up.", "تم ربط عامل التحقق الثاني.");
    public static readonly BilingualText SecondFactorRemoved = new("Your second factor was removed.", "أُزيل عامل التحقق الثاني.");
    public static readonly BilingualText RecoveryTitle = new("Keep these recovery codes", "احتفظ برموز الاسترداد");
    public static readonly BilingualText RecoveryDescription = new(
        "Each works once instead of your app. They are shown only now; keep them apart from the phone.",
        "كل رمز منها يغني عن التطبيق مرة واحدة. تظهر الآن فقط، فاحفظها بعيدًا عن الجوال."
    );
    public static readonly BilingualText Sessions = new("Your sessions", "جلساتك");
    public static readonly BilingualText EndSessions = new("Sign out everywhere", "الخروج من كل مكان");
    public static readonly BilingualText EndSessionsHint = new(
        "Ends your sessions in all browsers, this one too.",
        "ينهي جلساتك في جميع المتصفحات، ومنها هذا المتصفح."
    );
    public static readonly BilingualText Saved = new("Your settings were saved.", "حُفظت إعداداتك.");
}
