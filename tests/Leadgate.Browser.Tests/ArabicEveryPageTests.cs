using Leadgate.Browser.Tests.Support;

namespace Leadgate.Browser.Tests;

public sealed class ArabicEveryPageTests(ConsoleServer server) : EveryPageTests(server, isArabic: true);
