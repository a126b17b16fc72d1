using Leadgate.Domain.Texts;

namespace Leadgate.Server.Console.Sessions;

/// <summary>The texts of the page of sessions.</summary>
internal static class SessionsTexts
{
    public static readonly BilingualText Who = new("Who", "من");
    public static readonly BilingualText Role = new("Role", "الدور");
    public static readonly BilingualText Through = new("Signed in with", "طريقة الدخول");
    public static readonly BilingualText Password = new("password", "كلمة المرور");
    public static readonly BilingualText Provider = new("company account", "حساب الشركة");
    public static readonly BilingualText CreatedAt = new("Since", "منذ");
    public static readonly BilingualText SeenAt = new("Last seen", "آخر ظهور");
    public static readonly BilingualText EndsAt = new("Ends at the latest", "تنتهي في موعد أقصاه");
    public static readonly BilingualText Current = new("this browser", "هذا المتصفح");
    public static readonly BilingualText End = new("End the session", "أنهِ الجلسة");
    public static readonly BilingualText Ended = new("The session ended.", "انتهت الجلسة.");
    public static readonly BilingualText Action = new("Action", "الإجراء");
    public static readonly BilingualText Hint = new(
        "A session ends by itself after 30 minutes without a request, and after 12 hours in any case. Last seen is accurate to a minute.",
        "تنتهي الجلسة تلقائيًا بعد 30 دقيقة دون أي طلب، وبعد 12 ساعة على أي حال. دقة آخر ظهور دقيقة واحدة."
    );
}
