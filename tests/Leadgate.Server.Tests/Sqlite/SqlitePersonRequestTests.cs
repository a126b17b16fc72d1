using Leadgate.Server.Tests.Persons;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Sqlite;

public sealed class SqlitePersonRequestTests() : PersonRequestTests(Engine.Sqlite);
