namespace Leadgate.Server.Staff;

/// <summary>What the staff pages say, each text once, here.</summary>
internal static class StaffTexts
{
    public static readonly StaffText Product = new("Leadgate", "Leadgate");
    public static readonly StaffText Staff = new("Staff", "الموظفون");
    public static readonly StaffText SignIn = new("Sign in", "تسجيل الدخول");
    public static readonly StaffText SignInWithProvider = new("Sign in with your company account", "الدخول بحساب الشركة");
    public static readonly StaffText Or = new("or", "أو");
    public static readonly StaffText SignOut = new("Sign out", "تسجيل الخروج");
    public static readonly StaffText Name = new("Name", "الاسم");
    public static readonly StaffText Password = new("Password", "كلمة المرور");
    public static readonly StaffText SignedInAs = new("You are signed in as", "أنت مسجّل الدخول باسم");
    public static readonly StaffText Role = new("Role", "الصلاحية");
    public static readonly StaffText Environment = new("Environment", "البيئة");
    public static readonly StaffText OtherLanguage = new("العربية", "English");
    public static readonly StaffText Again = new("Back to the sign-in", "العودة إلى تسجيل الدخول");

    public static readonly StaffText Wrong = new(
        "Name or password is wrong, or the account is disabled.",
        "الاسم أو كلمة المرور غير صحيحة، أو أن الحساب موقوف."
    );
    public static readonly StaffText FormExpired = new(
        "The form was no longer valid, and nothing was done. Try again here.",
        "لم يعد النموذج صالحًا ولم يُنفَّذ شيء. حاول مرة أخرى هنا."
    );
    public static readonly StaffText MayNotTitle = new("You may not see this page", "لا يحق لك عرض هذه الصفحة");
    public static readonly StaffText MayNot = new(
        "Your role does not allow it. Ask an administrator.",
        "صلاحيتك لا تسمح بذلك. راجع المدير."
    );
    public static readonly StaffText NoRoleTitle = new("You have no role here", "ليست لديك صلاحية هنا");
    public static readonly StaffText NoRole = new(
        "The identity provider knows you, but gives you none of the roles viewer, agent and admin. Ask whoever manages accounts in your company for one.",
        "مزوّد الهوية يعرفك لكنه لا يمنحك أيًّا من الصلاحيات viewer أو agent أو admin. اطلب إحداها من المسؤول عن الحسابات في شركتك."
    );
    public static readonly StaffText NotAcceptedTitle = new("The sign-in did not succeed", "لم ينجح تسجيل الدخول");
    public static readonly StaffText NotAccepted = new(
        "The identity provider did not let you in, or its answer could not be accepted. Try again; if it happens again, tell the operator.",
        "لم يسمح مزوّد الهوية بدخولك، أو تعذر قبول رده. حاول مرة أخرى، وإن تكرر ذلك فأبلغ المشغّل."
    );
    public static readonly StaffText AwayTitle = new("The identity provider does not answer", "مزوّد الهوية لا يجيب");
    public static readonly StaffText Away = new(
        "Nobody can sign in with a company account now. Try again in a few minutes.",
        "لا يمكن الدخول بحساب الشركة الآن. حاول مرة أخرى بعد دقائق."
    );
    public static readonly StaffText StoreAwayTitle = new("The database does not answer", "قاعدة البيانات لا تجيب");
    public static readonly StaffText StoreAway = new(
        "Nothing can be shown now. Try again in a few minutes.",
        "لا يمكن عرض شيء الآن. حاول مرة أخرى بعد دقائق."
    );

    /// <summary>Too many failed.</summary>
    public static StaffText MustWait(int seconds) =>
        new(
            $"Too many tries that failed. Wait {seconds} seconds, then try again.",
            $"محاولات كثيرة لم تنجح. انتظر {seconds} ثانية ثم حاول مرة أخرى."
        );
}
