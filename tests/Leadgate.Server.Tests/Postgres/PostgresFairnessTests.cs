using Leadgate.Server.Tests.Intake;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.Postgres;

public sealed class PostgresFairnessTests() : FairnessTests(Engine.Postgres);
