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
