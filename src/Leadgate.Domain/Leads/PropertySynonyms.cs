using System.Collections.Frozen;

namespace Leadgate.Domain.Leads;

/// <summary>
/// Names that forms and other systems give to the fields of a lead (promise 5.6). They are not read, because a guess may be wrong, but the
/// warning names the field. Edit distance alone finds "title" for "mobile".
/// </summary>
internal static class PropertySynonyms
{
    public static readonly FrozenDictionary<string, string> Lead = Build(
        ("phoneNumber", "mobile mobileno mobilenumber mobilephone phone phoneno tel telno telephone telephonenumber cell cellphone"),
        ("phoneNumber", "cellnumber contactnumber contactno contactphone customerphone msisdn whatsapp whatsappno whatsappnumber gsm"),
        ("phoneCode", "countrycode dialcode dialingcode callingcode phonecountrycode phoneprefix mobilecode areacode"),
        ("email", "mail emailaddress emailid customeremail contactemail"),
        ("firstName", "name fullname customername clientname givenname forename fname"),
        ("middleName", "mname secondname"),
        ("lastName", "surname familyname lname"),
        ("title", "salutation prefix honorific"),
        ("gender", "sex"),
        ("nationality", "citizenship"),
        ("dateOfBirth", "dob birthday birthdate bdate"),
        ("occupation", "job jobtitle profession"),
        ("monthlyIncome", "income salary monthlysalary"),
        ("companyName", "organization organisation organizationname businessname employer accountname"),
        ("companyIndustryType", "industry industrytype sector"),
        ("contactName", "contact contactperson"),
        ("customerCountry", "country countryname"),
        ("customerRegion", "region province state governorate regionname"),
        ("customerCity", "city town cityname"),
        ("address1", "address street streetaddress addressline addressline1"),
        ("address2", "addressline2 district neighborhood neighbourhood"),
        ("preferredLanguage", "language locale"),
        ("preferredContactType", "contacttype contactmethod preferredcontact preferredcontactmethod contactpreference"),
        ("brand", "make manufacturer brandname"),
        ("businessArea", "department dept"),
        ("branch", "showroom dealer dealership store location branchname"),
        ("leadDate", "date created createdat createddate createdtime submittedat submissiondate timestamp inquirydate enquirydate"),
        ("leadInterest", "interestedin requesttype inquirytype enquirytype"),
        ("source", "leadsource channel"),
        ("subSource", "leadsubsource subchannel"),
        ("leadName", "subject topic leadtitle"),
        ("leadReference", "id externalid reference referenceid referenceno ref leadid crmid"),
        ("leadNote", "message msg note notes comment comments remark remarks description inquiry enquiry details"),
        ("vehicles", "vehicle car cars products"),
        ("vehicleType", "condition newused neworused"),
        ("purchasePlan", "purchasetime purchasetimeframe timeframe buyingtime"),
        ("paymentMode", "payment paymentmethod paymenttype"),
        ("priority", "leadpriority urgency temperature"),
        ("testDriveRequired", "testdrive"),
        ("acceptNewsLetter", "newsletter newsletteroptin"),
        ("acceptMarketing", "marketing marketingconsent marketingoptin optin"),
        ("acceptPrivatePolicy", "privacypolicy privacy consent terms termsandconditions gdpr")
    );

    public static readonly FrozenDictionary<string, string> Vehicle = Build(
        ("modelFamily", "model modelname family car vehicle"),
        ("modelYear", "year yearmodel"),
        ("modelMemo", "memo note notes"),
        ("modelPreferences", "preferences color colour exteriorcolor exteriorcolour trim options"),
        ("totalQty", "qty quantity count units")
    );

    /// <summary>Whether the property comes from an advertisement or an analytics tool; no field corresponds to it.</summary>
    /// <param name="normalized">The name in lower case without separators.</param>
    public static bool IsTracking(string normalized) =>
        normalized.StartsWith("utm", StringComparison.Ordinal)
        || normalized
            is "gclid"
                or "gclsrc"
                or "wbraid"
                or "gbraid"
                or "dclid"
                or "fbclid"
                or "fbc"
                or "fbp"
                or "msclkid"
                or "ttclid"
                or "twclid"
                or "sclid"
                or "scclid"
                or "liclid"
                or "lifatid"
                or "adid"
                or "adgroupid"
                or "adsetid"
                or "campaignid"
                or "formid"
                or "pageid"
                or "pageurl"
                or "landingpage"
                or "referrer"
                or "referer"
                or "useragent"
                or "ip"
                or "ipaddress"
                or "clientid";

    private static FrozenDictionary<string, string> Build(params (string Field, string Names)[] synonyms) =>
        synonyms
            .SelectMany(entry => entry.Names.Split(' '), (entry, name) => KeyValuePair.Create(name, entry.Field))
            .ToFrozenDictionary(StringComparer.Ordinal);
}
