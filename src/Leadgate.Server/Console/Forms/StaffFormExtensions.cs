namespace Leadgate.Server.Console.Forms;

internal static class StaffFormExtensions
{
    /// <summary>The form of the request, in the handler of a form.</summary>
    public static StaffForm GetForm(this HttpContext http) =>
        http.Features.Get<StaffForm>() ?? throw new InvalidOperationException("The request has no form.");

    public static TBuilder WithFormLimits<TBuilder>(this TBuilder route, FormLimits limits)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(limits);

    /// <summary>
    /// Lets the handler answer a form without a valid token, by showing it again. It must check <see cref="StaffForm.IsRefused"/>.
    /// </summary>
    public static TBuilder AnswersRefusedForm<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new AnswersRefusedForm());

    /// <summary>
    /// Shows these fields of the form as text to whoever sent it and has lost the role meanwhile. None of them may be secret.
    /// </summary>
    public static TBuilder ShowsForbidden<TBuilder>(this TBuilder route, params IReadOnlyList<ForbiddenField> fields)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(ForbiddenForm.Of(fields));

    /// <summary>The same of a form whose values are not what people read.</summary>
    public static TBuilder ShowsForbidden<TBuilder>(this TBuilder route, Func<HttpContext, StaffForm, IReadOnlyList<TypedText>> read)
        where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new ForbiddenForm((http, form) => Task.FromResult(read(http, form))));

    /// <summary>
    /// Lets the form come back after sign-in if it was sent when the session had ended. It must have no password, and its handler must show
    /// a form without a valid token again, which is how it comes back.
    /// </summary>
    public static TBuilder KeepsForm<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.AnswersRefusedForm().WithMetadata(new KeepsForm());
}
