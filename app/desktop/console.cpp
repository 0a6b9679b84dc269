// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/console.h"

#include "app/composition/backend.h"
#include "app/desktop/consoleparts.h"
#include "app/desktop/signinflow.h"
#include "ui/models/whendone.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QDir>

namespace cs::app {

namespace {

const QString kStarting = QStringLiteral("starting");
const QString kPerson = QStringLiteral("person");
/// Whom a demonstration seats first: somebody who finds work waiting.
const QString kDemoPerson = QStringLiteral("MGR001");

} // namespace

Console::Console(settings::Options options, Theme &theme)
    : m_options(std::move(options)), m_memory(QDir(m_options.dataDir).filePath(QStringLiteral("console.ini")), QSettings::IniFormat)
{
    const ShellMemory memory{[this](const QString &key) { return m_memory.value(key); },
                             [this](const QString &key, const QVariant &value) { m_memory.setValue(key, value); }};
    m_window = std::make_unique<MainWindow>(theme, memory);
    m_window->setObjectName(QStringLiteral("mainWindow"));
    if (m_options.demo)
        m_window->setMark(tr("demo data"));
    if (m_options.readOnly)
        m_window->setBanner(tr("Read only: nothing can be changed from here."));
}

Console::~Console()
{
    if (m_starter.joinable())
        m_starter.join();
    m_signIn.reset();
    m_parts.reset();
    m_window.reset();
    if (m_backend)
        m_backend->stop();
}

void Console::start()
{
    ShellStatus status;
    status.broker = tr("Starting");
    m_window->setStatus(status);
    m_window->show();
    m_backend = std::make_unique<Backend>(m_options);
    m_backend->onFailure([this](const QString &why) {
        // What lasts is in the status bar; this says that it has begun.
        QMetaObject::invokeMethod(this, [this, why] { m_window->showToast(why); }, Qt::QueuedConnection);
    });
    m_starter = std::thread([this] {
        const Status started = m_backend->start();
        QMetaObject::invokeMethod(this, [this, started] { backendStarted(started); }, Qt::QueuedConnection);
    });
}

void Console::backendStarted(const Status &status)
{
    m_starter.join();
    if (!status.ok()) {
        showNotStarted(status.error().toString());
        return;
    }
    m_parts = std::make_unique<ConsoleParts>(*m_backend, *m_window);
    m_parts->addPages();
    if (m_options.demo)
        seatSomebody();
    else
        askWhoItIs();
}

/// In a demonstration nobody signs in: one chooses whose chair it is.
void Console::seatSomebody()
{
    ui::whenDone(m_parts->queries().people(), this, [this](const Result<QList<User>> &people) {
        if (!people.ok()) {
            m_window->setBanner(people.error().message, Tone::Bad);
            return;
        }
        QList<Person> choices;
        const QString remembered = m_memory.value(kPerson, kDemoPerson).toString();
        const auto seat = [this, all = *people](const QString &userId) {
            for (const User &one : all) {
                if (one.userId == userId)
                    m_parts->seat(one);
            }
            m_memory.setValue(kPerson, userId);
        };
        for (const User &one : *people)
            choices.append({one.userId, one.name, roleTitle(one.role)});
        m_window->setPeople(choices);
        connect(m_window.get(), &MainWindow::personChosen, this, seat);
        seat(remembered);
        m_window->showRememberedPage();
    });
}

void Console::askWhoItIs()
{
    m_signIn = std::make_unique<SignInFlow>(*m_backend, *m_window);
    connect(m_signIn.get(), &SignInFlow::signedIn, this, [this](const User &user) {
        m_memory.setValue(kPerson, user.userId);
        m_parts->seat(user);
        if (m_window->currentPage().isEmpty())
            m_window->showRememberedPage();
    });
    connect(m_signIn.get(), &SignInFlow::failed, m_window.get(), [this](const QString &why) { m_window->setCovered(true, why); });
    m_signIn->start(m_memory.value(kPerson).toString());
}

void Console::showNotStarted(const QString &why)
{
    m_window->addPage(kStarting, tr("Not started"), QStringLiteral("warning"), [why] {
        auto *const state = new EmptyState;
        state->setState(EmptyState::Kind::Failed, Console::tr("Countersign could not start"), why);
        return state;
    });
    m_window->showPage(kStarting);
}

} // namespace cs::app
