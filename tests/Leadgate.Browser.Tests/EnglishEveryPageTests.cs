using Leadgate.Browser.Tests.Support;

namespace Leadgate.Browser.Tests;

public sealed class EnglishEveryPageTests(ConsoleServer server) : EveryPageTests(server, isArabic: false);
