using Leadgate.Domain.Texts;

namespace Leadgate.Server.Staff;

/// <summary>The texts of the staff pages.</summary>
internal static class StaffTexts
{
    public static readonly BilingualText Product = new("Leadgate", "Leadgate");
    public static readonly BilingualText Staff = new("Staff", "الموظفون");
    public static readonly BilingualText SignIn = new("Sign in", "تسجيل الدخول");
    public static readonly BilingualText SignInWithProvider = new("Sign in with your company account", "تسجيل الدخول بحساب الشركة");
    public static readonly BilingualText Or = new("or", "أو");
    public static readonly BilingualText SignOut = new("Sign out", "تسجيل الخروج");
    public static readonly BilingualText UserName = new("User name", "اسم المستخدم");
    public static readonly BilingualText Password = new("Password", "كلمة المرور");
    public static readonly BilingualText SignedInAs = new("Signed in as", "تم تسجيل الدخول باسم");
    public static readonly BilingualText Role = new("Role", "الدور");
    public static readonly BilingualText Environment = new("Environment", "البيئة");
    public static readonly BilingualText BackToSignIn = new("Back to sign-in", "العودة إلى تسجيل الدخول");

    /// <summary>The link to the other language, which is in that language.</summary>
    public static readonly BilingualText OtherLanguage = new("العربية", "English");

    public static readonly BilingualText InvalidCredentials = new(
        "The user name or password is incorrect, or the account is disabled.",
        "اسم المستخدم أو كلمة المرور غير صحيحة، أو الحساب موقوف."
    );
    public static readonly BilingualText Code = new("Code", "الرمز");
    public static readonly BilingualText CodeTitle = new("Enter your code", "أدخل الرمز");
    public static readonly BilingualText CodeHint = new(
        "Your authenticator app shows a code of six digits. If you don't have the app at hand, enter one of your recovery codes.",
        "يعرض تطبيق المصادقة رمزًا من ستة أرقام. إن لم يكن التطبيق في متناولك فأدخل أحد رموز الاسترداد."
    );
    public static readonly BilingualText InvalidCode = new(
        "The code is incorrect or was already used. Wait for the next code.",
        "الرمز غير صحيح أو سبق استخدامه. انتظر الرمز التالي."
    );
    public static readonly BilingualText CodeExpired = new(
        "The sign-in took too long. Enter your password again.",
        "انتهت مهلة تسجيل الدخول. أدخل كلمة المرور مرة أخرى."
    );
    public static readonly BilingualText SecondFactorMissingTitle = new("Your account needs a second factor", "يلزم حسابك عامل تحقق ثانٍ");
    public static readonly BilingualText SecondFactorMissing = new(
        "Your role requires codes of an authenticator app, and your account has none. Ask the operator of this service to run "
            + "leadgate staff totp enable.",
        "يتطلب دورك رموزًا من تطبيق المصادقة، وحسابك غير مرتبط به. اطلب من مشغّل النظام تنفيذ الأمر leadgate staff totp enable."
    );
    public static readonly BilingualText FormExpired = new(
        "This page expired before you sent it. Nothing was changed. Try again.",
        "انتهت صلاحية الصفحة ولم يُنفَّذ أي إجراء. حاول مرة أخرى من هنا."
    );
    public static readonly BilingualText AccessDeniedTitle = new("You don't have access to this page", "ليس لديك إذن لعرض هذه الصفحة");
    public static readonly BilingualText AccessDenied = new(
        "Your role doesn't allow this. Contact your administrator.",
        "دورك لا يسمح بذلك. تواصل مع مدير النظام."
    );
    public static readonly BilingualText TypedToCopy = new(
        "Nothing was saved. This is what you typed; copy it if you need it, because it is not kept.",
        "لم يُحفظ شيء. هذا ما كتبته، فانسخه إن كنت تحتاج إليه لأنه غير محفوظ."
    );
    public static readonly BilingualText NoRoleTitle = new("You don't have a role in Leadgate", "لم يُسند إليك دور في هذا النظام");
    public static readonly BilingualText NoRole = new(
        "Your company account has none of the roles viewer, agent, or admin. Ask the person who manages your company's accounts to assign "
            + "you one.",
        "ليس لحسابك في الشركة أي من الأدوار viewer أو agent أو admin. اطلب من المسؤول عن الحسابات في شركتك أن يُسند إليك أحدها."
    );
    public static readonly BilingualText SignInFailedTitle = new("Sign-in failed", "تعذّر تسجيل الدخول");
    public static readonly BilingualText SignInFailed = new(
        "The identity provider rejected the sign-in, or its response was not valid. Try again. If the problem persists, contact support.",
        "رفض مزوّد الهوية تسجيل الدخول، أو كان رده غير صالح. حاول مرة أخرى، وإن تكرر ذلك فتواصل مع الدعم الفني."
    );
    public static readonly BilingualText PublicUrlMissingTitle = new(
        "Sign-in is not available at this address",
        "تسجيل الدخول غير متاح على هذا العنوان"
    );
    public static readonly BilingualText PublicUrlMissing = new(
        "The administrator must set LEADGATE_PUBLIC_URL to the address of these pages.",
        "على مدير النظام ضبط LEADGATE_PUBLIC_URL على عنوان هذه الصفحات."
    );
    public static readonly BilingualText ProviderUnavailableTitle = new(
        "The identity provider is not responding",
        "مزوّد الهوية لا يستجيب"
    );
    public static readonly BilingualText ProviderUnavailable = new(
        "You can't sign in with a company account right now. Try again in a few minutes.",
        "لا يمكن تسجيل الدخول بحساب الشركة الآن. حاول مرة أخرى بعد دقائق."
    );
    public static readonly BilingualText StoreUnavailableTitle = new("The database is not responding", "قاعدة البيانات لا تستجيب");
    public static readonly BilingualText StoreUnavailable = new(
        "This page can't be shown right now. Try again in a few minutes.",
        "لا يمكن عرض الصفحة الآن. حاول مرة أخرى بعد دقائق."
    );

    public static BilingualText Busy(int seconds)
    {
        var english = CountedNoun.Second.In(arabic: false, seconds);
        var arabic = CountedNoun.Second.In(arabic: true, seconds, ArabicCase.Accusative);
        return new BilingualText(
            $"Too many people are signing in at the moment. Try again in {english}.",
            $"عدد محاولات تسجيل الدخول كبير الآن. انتظر {arabic} ثم حاول مرة أخرى."
        );
    }

    public static BilingualText TooManyAttempts(int seconds)
    {
        var english = CountedNoun.Second.In(arabic: false, seconds);
        var arabic = CountedNoun.Second.In(arabic: true, seconds, ArabicCase.Accusative);
        return new BilingualText(
            $"Too many failed sign-in attempts. Try again in {english}.",
            $"تجاوزت عدد المحاولات المسموح به. انتظر {arabic} ثم حاول مرة أخرى."
        );
    }
}
