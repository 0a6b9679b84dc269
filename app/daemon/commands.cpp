// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/daemon/command.h"
#include "app/daemon/terminal.h"

#include <QLoggingCategory>

namespace cs::daemon {

namespace {

settings::Grammar importGrammar()
{
    return {{{QStringLiteral("map"), QStringLiteral("FIELD=COLUMN"), QStringLiteral("The file's name for a field of ours; may be given several times.")},
             {QStringLiteral("format"), QStringLiteral("FORMAT"), QStringLiteral("jsonl or csv. Default: by the file's name.")},
             {QStringLiteral("dry-run"), {}, QStringLiteral("Check every line and write nothing.")},
             {QStringLiteral("products"), {}, QStringLiteral("The file is CSV of products: productId, name, unitPrice, and more.")},
             {QStringLiteral("customers"), {}, QStringLiteral("The file is CSV of customers: customerId, companyName, and more.")}},
            1, 1, QStringLiteral("FILE")};
}

settings::Grammar usersGrammar()
{
    return {{{QStringLiteral("role"), QStringLiteral("ROLE"), QStringLiteral("For add: SALES_EXECUTIVE, MANAGER, FINANCE, DIRECTOR, ADMIN or VIEWER.")},
             {QStringLiteral("name"), QStringLiteral("NAME"), QStringLiteral("For add: the person's name.")},
             {QStringLiteral("reports-to"), QStringLiteral("ID"), QStringLiteral("For add: whom they report to.")},
             {QStringLiteral("enable"), {}, QStringLiteral("For disable: take it back.")}},
            1, 2, QStringLiteral("add, list, disable or passwd")};
}

settings::Grammar tokenGrammar()
{
    return {{{QStringLiteral("label"), QStringLiteral("TEXT"), QStringLiteral("For create: what it is for.")},
             {QStringLiteral("days"), QStringLiteral("N"), QStringLiteral("For create: days until it expires. Default: never.")}},
            1, 2, QStringLiteral("create, list or revoke")};
}

QString overview()
{
    QString text = QStringLiteral("Runs the service, or one of these commands; each has --help.\n\n");
    for (const Command &command : commands())
        text += QStringLiteral("  %1%2\n").arg(command.name.leftJustified(9), command.summary.section(u'\n', 0, 0));
    return text;
}

int usageError(const QString &message)
{
    complain(message);
    return WrongUsage;
}

/// A command says by itself what went wrong, in one line; a service also logs what goes wrong while it runs. QT_LOGGING_RULES can
/// turn the log on again.
int runQuietly(const Command &command, const settings::Options &options)
{
    if (command.run != serve)
        QLoggingCategory::setFilterRules(QStringLiteral("countersign.*=false"));
    return command.run(options);
}

} // namespace

const QList<Command> &commands()
{
    static const QList<Command> all{
        {QStringLiteral("serve"), QStringLiteral("serve [OPTION]..."), QStringLiteral("Runs the service until it is told to stop. The default."), {}, serve},
        {QStringLiteral("import"), QStringLiteral("import FILE [OPTION]..."),
         QStringLiteral("Takes in orders, as JSON Lines or CSV.\nAn order that is there already is left alone, and counted. - reads standard input.\n"
                        "With --products or --customers it is reference data: what products cost, and who customers are.\nWhat is there already is changed to what the file says; stock is not."), importGrammar(), importFile},
        {QStringLiteral("users"), QStringLiteral("users add ID --role ROLE | list | disable ID | passwd ID"),
         QStringLiteral("Manages people.\nA password is read from standard input; an empty one makes a person who cannot sign in by password."), usersGrammar(), users},
        {QStringLiteral("token"), QStringLiteral("token create USER | list | revoke ID"),
         QStringLiteral("Manages tokens for the API.\nA new token is shown once, on standard output."), tokenGrammar(), token},
        {QStringLiteral("doctor"), QStringLiteral("doctor [OPTION]..."),
         QStringLiteral("Checks data folder, database and broker, step by step, and says what to do."), {}, doctor}};
    return all;
}

ExitStatus statusOf(const Error &error)
{
    return error.kind == ErrorKind::Invalid ? WrongUsage : Failed;
}

int run(const QStringList &arguments, const QProcessEnvironment &environment)
{
    const int at = settings::commandIndex(arguments);
    QStringList rest = arguments;
    const QString name = at < 0 ? QStringLiteral("serve") : rest.takeAt(at);
    for (const Command &command : commands()) {
        if (command.name != name)
            continue;
        const auto options = settings::load(rest, environment, command.grammar);
        if (!options.ok())
            return usageError(options.error().message);
        if (options->version)
            say(QStringLiteral("countersignd %1").arg(settings::versionText()));
        else if (options->help && at < 0)
            say(settings::helpText(QStringLiteral("countersignd [COMMAND] [OPTION]..."), overview()));
        else if (options->help)
            say(settings::helpText(QStringLiteral("countersignd ") + command.usage, command.summary, command.grammar));
        else
            return runQuietly(command, *options);
        return Succeeded;
    }
    return usageError(QStringLiteral("'%1' is not a command; countersignd --help lists them.").arg(name));
}

} // namespace cs::daemon
