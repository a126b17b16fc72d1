namespace Leadgate.Server.Demo;

/// <summary>The error of a lead of the demo. These are errors that senders really make.</summary>
internal enum DemoError
{
    None,

    /// <summary>The city exists, but not in the region that was sent.</summary>
    CityOfAnotherRegion,

    /// <summary>The city is spelled in a way that the list does not know. There are few such spellings, so they repeat.</summary>
    CitySpelling,

    /// <summary>The source has a name that only its sender uses.</summary>
    SourceName,

    /// <summary>The model is not in the list.</summary>
    UnknownModel,

    /// <summary>A mandatory field is missing.</summary>
    MissingField,

    /// <summary>The phone number is not nine digits.</summary>
    PhoneNumber,

    /// <summary>The e-mail address is not one.</summary>
    Email,

    /// <summary>The date of birth is Hijri, or no date.</summary>
    DateOfBirth,
}
