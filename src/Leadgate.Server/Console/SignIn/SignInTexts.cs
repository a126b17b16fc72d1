using Leadgate.Domain.Texts;

namespace Leadgate.Server.Console.SignIn;

/// <summary>The texts of the page of the first administrator.</summary>
internal static class SignInTexts
{
    public static readonly BilingualText FirstRun = new("Create the first administrator", "إنشاء أول مدير للنظام");
    public static readonly BilingualText NobodyYet = new("Nobody has an account yet.", "لا توجد حسابات بعد.");
    public static readonly BilingualText FirstHint = new(
        "This is offered once, because this TEST service can be reached from this machine only. Administrators create all other accounts.",
        "يُعرض هذا مرة واحدة لأن هذا النظام في بيئة TEST ولا يصل إليه إلا هذا الجهاز. ينشئ مديرو النظام بقية الحسابات."
    );
    public static readonly BilingualText ByCommand = new(
        "Whoever runs the service creates it on its machine, with this command:",
        "ينشئه مشغّل النظام على جهازه بهذا الأمر:"
    );
    public static readonly BilingualText FormIsKept = new(
        "Your session had ended, so nothing was saved. What you typed comes back after you sign in.",
        "انتهت جلستك، فلم يُحفظ شيء. ستستعيد ما كتبته بعد تسجيل الدخول."
    );
    public static readonly BilingualText InOtherWindow = new(
        "The sign-in opens in another window. Keep this one open, and come back to it afterwards.",
        "تُفتح صفحة تسجيل الدخول في نافذة أخرى. أبقِ هذه النافذة مفتوحة وعُد إليها بعد ذلك."
    );
    public static readonly BilingualText HaveSignedIn = new("I have signed in", "سجّلت الدخول");
    public static readonly BilingualText NotSignedIn = new(
        "You have not signed in yet. What you typed is still kept.",
        "لم تسجّل الدخول بعد. ما كتبته ما زال محفوظًا مؤقتًا."
    );
    public static readonly BilingualText SignedInAgain = new("You are signed in again", "سجّلت الدخول من جديد");
    public static readonly BilingualText NothingSaved = new(
        "Nothing was saved while you were signed out. Look at what you typed, and save it.",
        "لم يُحفظ شيء بعد انتهاء جلستك. راجع ما كتبته ثم احفظه."
    );
    public static readonly BilingualText ShowForm = new("Show what I typed", "اعرض ما كتبته");
    public static readonly BilingualText Password = new("Password", "كلمة المرور");
    public static readonly BilingualText Again = new("Password again", "كلمة المرور مرة أخرى");
    public static readonly BilingualText Create = new("Create the account and sign in", "أنشئ الحساب وادخل");
    public static readonly BilingualText NotSame = new("The two passwords are not the same.", "كلمتا المرور غير متطابقتين.");
    public static readonly BilingualText FirstCreated = new(
        "You are the first administrator. Create accounts for the others under Manage.",
        "أنت أول مدير للنظام. أنشئ حسابات الآخرين من قائمة الإدارة."
    );
    public static readonly BilingualText FirstExists = new(
        "There is an account already, so none was created. Sign in.",
        "يوجد حساب بالفعل، فلم يُنشأ حساب آخر. سجّل الدخول."
    );
}
