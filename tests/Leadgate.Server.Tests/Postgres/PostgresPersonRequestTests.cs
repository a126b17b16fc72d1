using Leadgate.Server.Tests.Persons;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Postgres;

public sealed class PostgresPersonRequestTests() : PersonRequestTests(Engine.Postgres);
