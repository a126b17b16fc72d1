namespace Leadgate.Docs;

/// <summary>What each event of the log means beyond its text, and what to do. An event without an entry fails a test.</summary>
internal static class LogExplanations
{
    private const string Nothing = "Nothing.";
    private const string Recovers = "Nothing if it is rare: it is tried again. If it lasts, look at the database.";
    private const string Report = "Keep the lines with the exception and report them. Other requests are not affected.";

    public static IReadOnlyDictionary<int, (string Meaning, string Action)> All { get; } =
        new Dictionary<int, (string, string)>
        {
            [1] = ("The program starts.", Nothing),
            [2] = ("A setting, its value, and where it was set. Secrets are hidden.", "Check that they are what you expect."),
            [3] = ("The lists that leads are checked against are loaded.", Nothing),
            [4] = ("Programs on this machine can send leads without a key.", "Create a key before a proxy or real leads come."),
            [5] = ("Every request is refused with 401.", "Create a key for each sender."),
            [6] = ("The database server may lose what it acknowledged when the power fails.", "Change the setting that the text names."),
            [7] = ("The permissions of these files are too wide.", "chmod 600, and a folder that only the service enters."),
            [8] = ("Somebody set them in the belief that they count.", "Remove them, and use the settings of Leadgate."),
            [9] = ("The environment is PROD, and plain HTTP is open to other machines.", "Use TLS, or a proxy that does."),
            [10] = ("A file holds a password or a secret, and its permissions are too wide.", "chmod 640, with the group of the service."),
            [11] = ("SIGTERM arrived, and load balancers have time to notice.", Nothing),
            [12] = (
                "No setting has this name, although it begins with `LEADGATE_`: perhaps it has a typing error.",
                "Correct the name, or remove the variable."
            ),
            [20] = ("The clock of the machine jumped. Bulks in between have the wrong date.", "Check NTP."),
            [21] = ("PostgreSQL said something about a commit that does not put it in doubt.", "Look at the server's own log."),
            [22] = ("The first start of a new version changes the schema.", "Wait. Do not stop the program."),
            [23] = ("A step of the change of the schema begins.", "Wait. Do not stop the program."),
            [24] = ("Something else uses the database, as the text says.", "End it, or wait."),
            [30] = ("A reload took over a changed setting. The audit trail has it too.", Nothing),
            [31] = ("The file has other values for these, and the service goes on with the old ones.", "Restart when it suits you."),
            [32] = (
                "SIGHUP arrived, and nothing had changed.",
                "If you changed a setting, check that it is in the file that `config` names."
            ),
            [33] = ("The file has mistakes, and nothing of it was taken over.", "Correct it (`check-config` lists all), and reload again."),
            [34] = ("The settings count; only the entry is missing.", "Nothing: events 30 have the same."),
            [35] = ("A fault of the program. The settings stay as they were.", Report),
            [90] = ("The service is too busy to answer itself, or hangs.", "Look at processors and disk, and at what it logs after that."),
            [100] = ("A client closed its connection early.", Nothing),
            [101] = ("A response could not be written to its end; the client knows that it is incomplete.", Report),
            [102] = ("The database could not be used. The sender got 503 and sends again.", "See the runbook LeadgateDatabaseUnavailable."),
            [103] = ("A fault of the program. The sender got 500.", Report),
            [104] = ("A client asked for much and read nothing.", "Nothing, or ask its owner."),
            [105] = ("A request: the route, not the path. Only at the level debug.", Nothing),
            [200] = ("Lists were changed, here or on another node, and count from now on.", Nothing),
            [201] = ("Lists are checked for changes every two seconds; this time it failed, and the known ones are used.", Recovers),
            [202] = ("A new version of the program brought new items.", Nothing),
            [203] = (
                "An item that you added or changed stands in the way of a new built-in one.",
                "Decide which one counts, and import the list."
            ),
            [204] = ("The lists together would have a mistake, so they stay as they are.", "Correct the finding, and run `lists update`."),
            [205] = ("Somebody else changed the lists at the same moment.", "Nothing: the next start tries again. Or run `lists update`."),
            [206] = ("A fault of the program. The known lists are used.", Report),
            [300] = ("A bulk is on disk. Only at the level debug.", Nothing),
            [301] = (
                "More arrives than can be processed; senders send again. At most one such line in a while.",
                "See the runbook LeadgateQueueGrows."
            ),
            [302] = ("Idempotency keys that nobody needs any more were deleted.", Nothing),
            [303] = ("They stay for another hour, which does no harm.", Recovers),
            [350] = ("A database of before schema 11 is brought up to date beside the intake.", Nothing),
            [351] = ("It is done.", Nothing),
            [352] = ("It is not done; reading works all the same.", "Nothing: the next start tries again."),
            [353] = ("Intake may be refused too; see event 102.", Recovers),
            [354] = ("A fault of the program. It is tried again.", Report),
            [355] = ("A fault of the program. Pages show the count of before for some seconds.", Report),
            [360] = ("A correction of all leads with one wrong value has ended.", Nothing),
            [361] = ("A fault of the program. The correction stays as far as it got.", Report),
            [362] = ("Corrections of many leads go on when the database is back.", Recovers),
            [400] = ("Keys were created, changed, or revoked, here or on another node, and count from now on.", Nothing),
            [401] = ("Keys are read every second; this time it failed, and the known ones are used.", Recovers),
            [402] = ("Somebody created a key. The audit trail says who.", Nothing),
            [403] = ("Somebody revoked a key. The audit trail says who.", Nothing),
            [410] = ("Somebody changed limits or preferences of a key.", Nothing),
            [411] = ("A fault of the program. The known keys are used.", Report),
            [412] = ("`keys list` shows an earlier time of use than the real one.", Recovers),
            [500] = ("Somebody signed in. The audit trail says who.", Nothing),
            [501] = (
                "A password or a code was wrong, or the account is disabled.",
                "If it is frequent, look at `staff-refuse` in the audit trail."
            ),
            [502] = ("Too many failed attempts; further ones wait.", Nothing),
            [503] = ("Sign-in with company accounts does not work; accounts with passwords do.", "Look at the provider and the network."),
            [504] = (
                "A token is not valid for this service, or has expired.",
                "Check client ID, secret, and redirect address, and both clocks."
            ),
            [505] = ("A session may end earlier than it should.", Recovers),
            [506] = ("Somebody saw the page that says so.", "See the runbook LeadgateDatabaseUnavailable."),
            [507] = ("Sign-ins wait for each other, and this one was too late.", "If it is frequent, block the addresses at the proxy."),
            [508] = ("The keys of the database were lost or restored in part.", "As the text says, for each account."),
            [509] = ("A page offered what it should not have.", Report),
            [600] = ("A scheduled backup is in its folder.", Nothing),
            [601] = ("The text has the reason, such as a full disk.", "See docs/operations/backup.md."),
            [602] = ("The backup can be restored.", Nothing),
            [603] = ("What `keep_backups` does not keep was deleted.", Nothing),
            [604] = ("The backup is complete; only the entry is missing.", Nothing),
            [700] = ("Somebody erased the data of a person. The audit trail says who.", Nothing),
            [701] = ("Data is deleted after the days of the settings.", Nothing),
            [702] = ("What has expired stays for another day.", Recovers),
            [703] = ("Erased bytes can still be read from the files.", "Run `store vacuum` when little arrives."),
            [800] = ("A signed state of the audit trail, also in the file of checkpoints.", "Keep the log where nobody can change it."),
            [801] = (
                "Somebody changed the audit trail, or the database is an older copy.",
                "Run `audit verify`, keep all files, find out who."
            ),
            [802] = ("What follows is proved by the next checkpoint only.", "Free the disk, or correct the permissions of the file."),
            [803] = ("The service stopped without it.", "Nothing: the next start writes one."),
            [804] = ("The database could not be read.", Recovers),
            [805] = ("The file of the key could not be created.", "Give the service a folder, see `LEADGATE_AUDIT_KEY_FILE`."),
            [806] = ("The counts are kept until then.", Recovers),
            [807] = ("The service stopped while the database was away.", Nothing),
            [808] = (
                "The key is in a place that the service cannot write to. It signs all the same.",
                "Nothing, or put the public key beside it: `openssl ec -in KEY -pubout -out KEY.pub`."
            ),
            [900] = ("The console does not show some requests.", Recovers),
            [950] = ("A file was imported, or the import was cancelled.", Nothing),
            [951] = ("A fault of the program, or a file that nobody foresaw. What was stored stays.", Report),
            [952] = ("They go on when the database is back.", Recovers),
            [953] = ("A refused file takes space for a day more.", Recovers),
            [954] = ("All rows of a file were checked, and nothing was stored.", Nothing),
            [955] = ("They stay for another hour.", Recovers),
        };
}
