using Leadgate.Domain.Staff;
using Leadgate.Domain.Texts;

namespace Leadgate.Server.Console.Accounts;

/// <summary>The texts of the pages of accounts.</summary>
internal static class AccountsTexts
{
    public static readonly BilingualText New = new("New account", "حساب جديد");
    public static readonly BilingualText Create = new("Create the account", "أنشئ الحساب");
    public static readonly BilingualText Name = new("User name", "اسم المستخدم");
    public static readonly BilingualText NameHint = new(
        "Letters, digits, and . _ - @ without spaces; capital and small letters are the same.",
        "أحرف وأرقام و . _ - @ دون مسافات، ولا فرق بين الأحرف اللاتينية الكبيرة والصغيرة."
    );
    public static readonly BilingualText Role = new("Role", "الدور");
    public static readonly BilingualText RoleHint = new(
        "A viewer reads, an agent also corrects leads, an administrator does everything.",
        "الاطلاع للقراءة فقط، وموظف المتابعة يصحح البيانات أيضًا، ومدير النظام يفعل كل شيء."
    );
    public static readonly BilingualText Password = new("Password", "كلمة المرور");
    public static readonly BilingualText NewPassword = new("New password", "كلمة مرور جديدة");
    public static readonly BilingualText PasswordHint = new(
        $"At least {StaffAccount.MinPasswordLength} characters. Leave it empty to have one generated, which is shown once.",
        $"{StaffAccount.MinPasswordLength} حرفًا على الأقل. اتركها فارغة ليختارها النظام وتظهر مرة واحدة."
    );
    public static readonly BilingualText State = new("State", "الحالة");
    public static readonly BilingualText Enabled = new("Enabled", "فعّال");
    public static readonly BilingualText Disabled = new("Disabled", "موقوف");
    public static readonly BilingualText CreatedAt = new("Created", "أُنشئ في");
    public static readonly BilingualText DisabledAt = new("Disabled on", "أُوقف في");
    public static readonly BilingualText PasswordSetAt = new("Password set", "ضُبطت كلمة المرور في");
    public static readonly BilingualText SecondFactor = new("Second factor", "عامل التحقق الثاني");
    public static readonly BilingualText NoSecondFactor = new("none", "لا يوجد");
    public static readonly BilingualText Sessions = new("Sessions", "الجلسات");
    public static readonly BilingualText SetRole = new("Change the role", "غيّر الدور");
    public static readonly BilingualText SetPassword = new("Set the password", "اضبط كلمة المرور");
    public static readonly BilingualText SetPasswordHint = new("All sessions of the account end.", "تنتهي جميع جلسات الحساب.");
    public static readonly BilingualText Enable = new("Enable the account", "تفعيل الحساب");
    public static readonly BilingualText Disable = new("Disable the account", "إيقاف الحساب");
    public static readonly BilingualText DisableQuestion = new(
        "The person can no longer sign in, and their sessions end at once. You can enable the account again.",
        "لن يتمكن صاحب الحساب من الدخول، وتنتهي جلساته فورًا. يمكنك تفعيل الحساب لاحقًا."
    );
    public static readonly BilingualText RemoveSecondFactor = new("Remove the second factor", "إزالة عامل التحقق الثاني");
    public static readonly BilingualText RemoveSecondFactorQuestion = new(
        "For somebody who lost their app and their recovery codes: they sign in with the password alone until they set up a new app. "
            + "Make sure that it is really they who ask.",
        "لمن فقد التطبيق ورموز الاسترداد: يدخل بكلمة المرور وحدها حتى يربط تطبيقًا جديدًا. تأكد من أن صاحب الحساب هو من يطلب ذلك."
    );
    public static readonly BilingualText EndSessions = new("End all sessions", "إنهاء جميع الجلسات");
    public static readonly BilingualText EndSessionsQuestion = new(
        "The person is signed out everywhere at their next click, and loses what they have typed and not sent. They can sign in again.",
        "يخرج صاحب الحساب من كل مكان عند نقرته التالية، ويفقد ما كتبه ولم يرسله. يمكنه الدخول من جديد."
    );
    public static readonly BilingualText PasswordTitle = new("Copy the password now", "انسخ كلمة المرور الآن");
    public static readonly BilingualText PasswordDescription = new(
        "It is shown only this once. Give it to the person over a safe channel, and ask them to change it on their own page.",
        "تظهر هذه المرة فقط. سلّمها إلى صاحب الحساب بقناة آمنة، واطلب منه تغييرها من صفحته."
    );
    public static readonly BilingualText Created = new("The account was created.", "أُنشئ الحساب.");
    public static readonly BilingualText RoleChanged = new(
        "The role was changed. It applies from the next request on.",
        "غُيّر الدور، ويسري من الطلب التالي."
    );
    public static readonly BilingualText PasswordChanged = new(
        "The password was set, and the sessions ended.",
        "ضُبطت كلمة المرور وانتهت الجلسات."
    );
    public static readonly BilingualText WasEnabled = new("The account was enabled.", "فُعّل الحساب.");
    public static readonly BilingualText WasDisabled = new("The account was disabled.", "أُوقف الحساب.");
    public static readonly BilingualText SecondFactorWasRemoved = new("The second factor was removed.", "أُزيل عامل التحقق الثاني.");
    public static readonly BilingualText SessionsEnded = new("The sessions ended.", "انتهت الجلسات.");
    public static readonly BilingualText NameTaken = new(
        "There is an account with this name already. Choose another name.",
        "يوجد حساب بهذا الاسم. اختر اسمًا آخر."
    );
    public static readonly BilingualText LastAdmin = new(
        "This is the last administrator who can sign in. Make somebody else an administrator first.",
        "هذا آخر مدير للنظام يمكنه الدخول. اجعل شخصًا آخر مديرًا للنظام أولًا."
    );
    public static readonly BilingualText OwnAccount = new(
        "This is your own account. Another administrator has to do this.",
        "هذا حسابك أنت. يلزم أن يفعل ذلك مدير آخر للنظام."
    );
    public static readonly BilingualText ChangedMeanwhile = new(
        "Somebody else changed this account since you opened this page. It is shown as it is now; try again.",
        "غيّر شخص آخر هذا الحساب بعد فتحك الصفحة. تراه الآن كما هو، فحاول مرة أخرى."
    );
    public static readonly BilingualText NotFound = new("There is no such account.", "لا يوجد حساب بهذا الاسم.");
    public static readonly BilingualText You = new("you", "أنت");
    public static readonly BilingualText None = new("Nobody has an account", "لا توجد حسابات");
    public static readonly BilingualText ToOwnPage = new(
        "You change your own password and second factor on your own page.",
        "تغيّر كلمة مرورك وعامل تحققك الثاني من صفحتك."
    );

    public static BilingualText GetRoleTitle(StaffRole role)
    {
        var (_, _, title, titleAr) = StaffRoles.All.First(known => known.Role == role);
        return new BilingualText(title, titleAr);
    }
}
